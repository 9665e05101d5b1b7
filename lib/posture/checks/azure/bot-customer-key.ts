import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/bot-customer-key",
  title: "Bot service is encrypted with a customer key",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "azure.bot-service.bot",
  risk: "The bot's settings and what its channels keep cannot be cut off by withdrawing a key.",
  remediation: {
    summary: "Give the bot a key of your own in a key vault.",
    cli: 'az bot update --name <bot> --resource-group <group> --cmk-key-vault-key-url "https://<vault>.vault.azure.net/keys/<key>"',
    terraform: "cmk_key_vault_key_url on azurerm_bot_service_azure_bot",
    console: ["Open the bot › Settings › Encryption", "Choose Customer-managed keys"],
  },
  references: ["https://learn.microsoft.com/azure/bot-service/bot-service-encryption"],

  evaluate: ({ properties: { customerKey } }) =>
    customerKey ? pass : fail("It is encrypted with the provider's key", { customerKey }),

  examples: {
    pass: [{ name: "own key", properties: { customerKey: true } }],
    fail: [{ name: "the provider's key", properties: { customerKey: false } }],
  },
});
