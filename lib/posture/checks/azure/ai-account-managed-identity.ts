import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/ai-account-managed-identity",
  title: "AI services account has a managed identity",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.cognitive-services.account",
  risk: "It reaches storage, search and its key with stored keys instead of an identity of its own.",
  remediation: {
    summary: "Give the account a system-assigned identity and use roles.",
    cli: "az cognitiveservices account identity assign --name <account> --resource-group <group>",
    terraform: 'identity { type = "SystemAssigned" }',
    console: ["Open the account › Resource Management › Identity", "Switch System assigned on"],
  },
  references: ["https://learn.microsoft.com/azure/ai-services/authentication"],

  evaluate: ({ properties: { managedIdentity } }) =>
    !managedIdentity ? fail("It has no managed identity", { managedIdentity }) : pass,

  examples: {
    pass: [{ name: "an identity", properties: { managedIdentity: true } }],
    fail: [{ name: "none", properties: { managedIdentity: false } }],
  },
});
