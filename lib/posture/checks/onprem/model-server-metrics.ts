import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/model-server-metrics",
  title: "Model server does not show its metrics to everybody",
  severity: "low",
  layer: "model",
  function: "protect",
  evidenceFor: "application-infrastructure",
  appliesTo: "onprem.model-server",
  risk: "Everybody on the network reads which models run, how much they are used, and the names of models and adapters.",
  remediation: {
    summary: "Let only the monitoring reach the metrics, by a key or by the network.",
    cli: "caddy reverse-proxy … # route /v1/* alone, and let only the monitoring reach /metrics",
    terraform:
      'resource "consul_intention" "metrics" { source_name = "prometheus" destination_name = "model-server" action = "allow" }',
    console: [
      "Ask for a key at the metrics' path, or serve it at an address of its own",
      "Give the key to the monitoring",
    ],
  },
  references: [
    "https://docs.vllm.ai/en/latest/usage/metrics.html",
    "https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html",
  ],

  evaluate: ({ properties: { openMetrics, url } }) =>
    openMetrics ? fail("Its metrics are read with nothing in hand", { url }) : pass,

  examples: {
    pass: [{ name: "closed", properties: { openMetrics: false, url: "https://vllm.lab.example.com:8000" } }],
    fail: [{ name: "open", properties: { openMetrics: true, url: "https://vllm.lab.example.com:8000" } }],
    unknown: [
      {
        name: "it was not asked",
        properties: { url: "https://vllm.lab.example.com:8000" },
        unknown: {
          "properties.openMetrics": {
            reason: "failed",
            call: "vllm:metrics",
            permission: null,
            message: "It answered 503",
          },
        },
      },
    ],
  },
});
