import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "onprem/object-store-metrics",
  title: "Object store does not show its metrics to everybody",
  severity: "low",
  layer: "data",
  function: "protect",
  evidenceFor: "data-governance",
  appliesTo: "onprem.object-store",
  risk: "Everybody on the network reads the names of buckets, how much lies in each, and the version of the store.",
  remediation: {
    summary: "Let only the monitoring reach the metrics, by a key or by the network.",
    cli: "export MINIO_PROMETHEUS_AUTH_TYPE=jwt",
    terraform:
      'resource "consul_intention" "metrics" { source_name = "prometheus" destination_name = "object-store" action = "allow" }',
    console: [
      "Ask for a key at the metrics' path, or serve it at an address of its own",
      "Give the key to the monitoring",
    ],
  },
  references: ["https://github.com/minio/minio/blob/master/docs/metrics/prometheus/README.md"],

  evaluate: ({ properties: { openMetrics, url } }) =>
    openMetrics ? fail("Its metrics are read with nothing in hand", { url }) : pass,

  examples: {
    pass: [{ name: "closed", properties: { openMetrics: false, url: "https://minio.lab.example.com:9000" } }],
    fail: [{ name: "open", properties: { openMetrics: true, url: "https://minio.lab.example.com:9000" } }],
    unknown: [
      {
        name: "it was not asked",
        properties: { url: "https://minio.lab.example.com:9000" },
        unknown: {
          "properties.openMetrics": {
            reason: "failed",
            call: "minio:metrics",
            permission: null,
            message: "It answered 503",
          },
        },
      },
    ],
  },
});
