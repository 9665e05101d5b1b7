import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "workspace/logs-requests",
  title: "AI workspace keeps a log of what is done in it",
  severity: "medium",
  layer: "pipeline",
  function: "detect",
  appliesToClass: "workspace",
  risk: "A copied model, a changed training run or a stolen credential leaves no trace.",
  remediation: {
    summary: "Send the workspace's logs to a log store that is kept.",
    cli: 'az monitor diagnostic-settings create --name runs --resource <workspace-id> --workspace <log-workspace-id> --logs \'[{"categoryGroup":"allLogs","enabled":true}]\'',
    terraform: 'azurerm_monitor_diagnostic_setting with enabled_log { category_group = "allLogs" }',
    console: ["Open the workspace › Monitoring › Diagnostic settings", "Add a setting with all logs"],
  },
  references: ["https://learn.microsoft.com/azure/machine-learning/monitor-azure-machine-learning"],

  evaluate: ({ facets: { logsRequests } }) =>
    !logsRequests ? fail("No log of it is kept", { logsRequests }) : pass,

  examples: {
    pass: [{ name: "logs kept", facets: { logsRequests: true } }],
    fail: [{ name: "no setting, or one whose categories are all off", facets: { logsRequests: false } }],
    unknown: [
      {
        name: "settings that may not be read",
        unknown: {
          "facets.logsRequests": {
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
