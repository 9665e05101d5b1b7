import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/vector-store-metrics",
  title: "Vector database does not show its metrics to everybody",
  severity: "low",
  layer: "data",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  appliesTo: "onprem.vector-store",
  risk: "Everybody on the network reads how many collections and vectors there are, and when they are written.",
  remediation: {
    summary: "Let only the monitoring reach the metrics, by a key or by the network.",
    cli: "export QDRANT__SERVICE__API_KEY=…  # covers /metrics, too",
    terraform:
      'resource "consul_intention" "metrics" { source_name = "prometheus" destination_name = "vector-store" action = "allow" }',
    console: [
      "Ask for a key at the metrics' path, or serve it at an address of its own",
      "Give the key to the monitoring",
    ],
  },
  references: ["https://qdrant.tech/documentation/guides/monitoring/"],

  evaluate: ({ properties: { openMetrics, url } }) =>
    openMetrics ? fail("Its metrics are read with nothing in hand", { url }) : pass,

  examples: {
    pass: [
      { name: "closed", properties: { openMetrics: false, url: "https://qdrant.lab.example.com:6333" } },
    ],
    fail: [{ name: "open", properties: { openMetrics: true, url: "https://qdrant.lab.example.com:6333" } }],
    unknown: [
      {
        name: "it was not asked",
        properties: { url: "https://qdrant.lab.example.com:6333" },
        unknown: {
          "properties.openMetrics": {
            reason: "failed",
            call: "qdrant:metrics",
            permission: null,
            message: "It answered 503",
          },
        },
      },
    ],
  },
});
