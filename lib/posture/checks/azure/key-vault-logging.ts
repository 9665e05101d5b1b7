import { defineCheck, fail, pass } from "#lib/domain/check.ts";
export default defineCheck({
  id: "azure/key-vault-logging",
  title: "Key vault keeps a log of who reads its secrets and keys",
  severity: "medium",
  layer: "identity",
  function: "detect",
  appliesTo: "azure.key-vault.vault",
  risk: "After a model's key was misused nobody can say who had read it, or what else they read.",
  remediation: {
    summary: "Send the audit log of the vault to a log workspace.",
    cli: 'az monitor diagnostic-settings create --name audit --resource <vault-id> --workspace <workspace-id> --logs \'[{"categoryGroup":"audit","enabled":true}]\'',
    terraform: 'azurerm_monitor_diagnostic_setting with enabled_log { category_group = "audit" }',
    console: [
      "Open the vault › Monitoring › Diagnostic settings",
      "Add a setting with audit",
      "Choose a workspace",
    ],
  },
  references: ["https://learn.microsoft.com/azure/key-vault/general/logging"],

  evaluate: ({ properties: { auditLogged } }) =>
    auditLogged ? pass : fail("No setting sends its audit log anywhere", { auditLogged }),

  examples: {
    pass: [{ name: "audited", properties: { auditLogged: true } }],
    fail: [{ name: "no setting, or one that sends something else", properties: { auditLogged: false } }],
    unknown: [
      {
        name: "settings that may not be read",
        unknown: {
          "properties.auditLogged": {
            reason: "denied",
            call: "Microsoft.Insights:DiagnosticSettings_List",
            permission: "Microsoft.Insights/diagnosticSettings/read",
            message: "AuthorizationFailed",
          },
        },
      },
    ],
  },
});
