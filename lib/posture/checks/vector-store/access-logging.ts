import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "vector-store/access-logging",
  title: "Vector store logs who queries it",
  severity: "medium",
  layer: "data",
  function: "detect",
  appliesToClass: "vector-store",
  risk: "Somebody who copies or poisons the index leaves no trace.",
  remediation: {
    summary: "Send the operation log to a log store that is kept.",
    cli: 'az monitor diagnostic-settings create --name operations --resource <service-id> --workspace <log-workspace-id> --logs \'[{"category":"OperationLogs","enabled":true}]\'',
    terraform: 'azurerm_monitor_diagnostic_setting with enabled_log { category = "OperationLogs" }',
    console: [
      "Open the search service › Monitoring › Diagnostic settings",
      "Add a setting with Operation logs",
    ],
  },
  references: ["https://learn.microsoft.com/azure/search/search-monitor-enable-logging"],

  evaluate: ({ facets: { accessLogging } }) =>
    !accessLogging ? fail("No log of its queries is kept", { accessLogging }) : pass,

  examples: {
    pass: [{ name: "operations logged", facets: { accessLogging: true } }],
    fail: [{ name: "no log", facets: { accessLogging: false } }],
    unknown: [
      {
        name: "settings that may not be read",
        unknown: {
          "facets.accessLogging": {
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
