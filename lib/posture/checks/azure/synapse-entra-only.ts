import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/synapse-entra-only",
  title: "Synapse workspace takes identities only, no SQL passwords",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.synapse.workspace",
  risk: "One SQL password opens everything the workspace prepares for models, and names nobody.",
  remediation: {
    summary: "Allow Microsoft Entra authentication only.",
    cli: "az synapse ad-only-auth enable --workspace-name <workspace> --resource-group <group>",
    terraform: "azuread_authentication_only = true on azurerm_synapse_workspace",
    console: [
      "Open the workspace › Settings › Microsoft Entra ID",
      "Select Support only Microsoft Entra authentication for this workspace",
    ],
  },
  references: ["https://learn.microsoft.com/azure/synapse-analytics/sql/active-directory-authentication"],

  evaluate: ({ properties: { entraOnly } }) =>
    entraOnly ? pass : fail("It takes SQL passwords too", { entraOnly }),

  examples: {
    pass: [{ name: "identities only", properties: { entraOnly: true } }],
    fail: [{ name: "passwords too", properties: { entraOnly: false } }],
  },
});
