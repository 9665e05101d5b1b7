import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/gateway-metrics",
  title: "LLM gateway does not show its metrics to everybody",
  severity: "low",
  layer: "api",
  function: "protect",
  evidenceFor: "application-infrastructure",
  appliesTo: "onprem.llm-gateway",
  risk: "Everybody on the network reads which teams and keys call which models, and what that costs.",
  remediation: {
    summary: "Let only the monitoring reach the metrics, by a key or by the network.",
    cli: "litellm_settings: { require_auth_for_metrics_endpoint: true }",
    terraform:
      'resource "consul_intention" "metrics" { source_name = "prometheus" destination_name = "gateway" action = "allow" }',
    console: [
      "Ask for a key at the metrics' path, or serve it at an address of its own",
      "Give the key to the monitoring",
    ],
  },
  references: ["https://docs.litellm.ai/docs/proxy/prometheus"],

  evaluate: ({ properties: { openMetrics, url } }) =>
    openMetrics ? fail("Its metrics are read with nothing in hand", { url }) : pass,

  examples: {
    pass: [{ name: "closed", properties: { openMetrics: false, url: "https://llm.lab.example.com:4000" } }],
    fail: [{ name: "open", properties: { openMetrics: true, url: "https://llm.lab.example.com:4000" } }],
    unknown: [
      {
        name: "it was not asked",
        properties: { url: "https://llm.lab.example.com:4000" },
        unknown: {
          "properties.openMetrics": {
            reason: "failed",
            call: "litellm:metrics",
            permission: null,
            message: "It answered 503",
          },
        },
      },
    ],
  },
});
