import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/openai-throttling",
  title: "Models of the account are not refused for hours",
  severity: "low",
  layer: "api",
  function: "detect",
  appliesTo: "azure.cognitive-services.account",
  risk: "Either the workload needs more than it has, or somebody else is using it up: a loop, or a stolen key.",
  remediation: {
    summary: "Find out who calls, limit each caller, and only then raise the capacity.",
    cli: "az monitor metrics list --resource <account-id> --metric AzureOpenAIRequests --filter \"StatusCode eq '429' and ModelDeploymentName eq '*'\" --interval PT1H",
    terraform: "azurerm_api_management_api_policy with <llm-token-limit> in front of the account",
    console: [
      "Open the account › Monitoring › Metrics",
      "Choose Azure OpenAI Requests, split by status code and deployment",
      "Compare callers in the request log",
    ],
  },
  references: ["https://learn.microsoft.com/azure/ai-foundry/openai/how-to/monitor-openai"],

  evaluate: ({ properties: { sustainedThrottling } }) =>
    sustainedThrottling
      ? fail("For three hours or more of a day a tenth of all requests were refused", { sustainedThrottling })
      : pass,

  examples: {
    pass: [{ name: "now and then", properties: { sustainedThrottling: false } }],
    fail: [{ name: "for hours", properties: { sustainedThrottling: true } }],
    unknown: [
      {
        name: "metrics that may not be read",
        unknown: {
          "properties.sustainedThrottling": {
            reason: "denied",
            call: "Microsoft.Insights:Metrics_List",
            permission: "Microsoft.Insights/metrics/read",
            message: "AuthorizationFailed",
          },
        },
      },
    ],
  },
});
