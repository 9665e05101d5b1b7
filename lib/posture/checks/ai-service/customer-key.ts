import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "ai-service/customer-key",
  title: "AI service is encrypted with a customer key",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesToClass: "ai-service",
  risk: "Fine-tuning files, stored completions and threads are readable under the provider's key, and access cannot be revoked by you.",
  remediation: {
    summary: "Encrypt the account with a key of your own vault.",
    cli: "az resource update --ids <account-id> --set properties.encryption.keySource=Microsoft.KeyVault properties.encryption.keyVaultProperties.keyVaultUri=<vault-uri> properties.encryption.keyVaultProperties.keyName=<key>",
    terraform: "azurerm_cognitive_account_customer_managed_key",
    console: ["Open the account › Resource Management › Encryption", "Choose Customer Managed Keys"],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-services/encryption/cognitive-services-encryption-keys-portal",
  ],

  evaluate: ({ facets: { customerKey } }) =>
    !customerKey ? fail("It is encrypted with the provider's key", { customerKey }) : pass,

  examples: {
    pass: [{ name: "own key", facets: { customerKey: true } }],
    fail: [{ name: "the provider's key", facets: { customerKey: false } }],
  },
});
