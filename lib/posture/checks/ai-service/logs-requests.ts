import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "ai-service/logs-requests",
  title: "AI service keeps a log of its requests",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesToClass: "ai-service",
  risk: "Abuse of a key, a prompt attack or a leak leaves no trace that could be found or proven.",
  remediation: {
    summary:
      "Send the request log, with prompts and answers where the service offers it, to a log store that is kept.",
    cli: 'aws bedrock put-model-invocation-logging-configuration --logging-config file://logging.json\naz monitor diagnostic-settings create --name requests --resource <account-id> --workspace <log-workspace-id> --logs \'[{"category":"RequestResponse","enabled":true},{"category":"Audit","enabled":true}]\'',
    terraform: 'azurerm_monitor_diagnostic_setting with enabled_log { category = "RequestResponse" }',
    console: [
      "Open the account › Monitoring › Diagnostic settings",
      "Add a setting with Audit and Request and Response Logs",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-services/diagnostic-logging",
    "https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html",
  ],

  evaluate: ({ facets: { logsRequests } }) =>
    !logsRequests ? fail("No log of its requests is kept", { logsRequests }) : pass,

  examples: {
    pass: [{ name: "request log on", facets: { logsRequests: true } }],
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
