import { defineCheck } from "#lib/domain/check.ts";
import { judgeVersion } from "#lib/domain/judge-version.ts";

export default defineCheck({
  id: "kubernetes/registry-version",
  title: "Model registry runs a version without a grave flaw that is known",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.model-registry",
  risk: "Attackers use flaws that everybody can read about before they look for new ones.",
  remediation: {
    summary: "Run a version in which the flaw is mended, by its digest.",
    cli: "kubectl set image deployment/<name> --namespace <namespace> <container>=ghcr.io/mlflow/mlflow:v3.11.0",
    terraform: 'image = "ghcr.io/mlflow/mlflow:v3.11.0"',
    console: ["Open the workload in the cluster's console › Edit", "Enter the newer version of the image"],
  },
  references: ["https://www.cve.org/", "https://www.cisa.gov/known-exploited-vulnerabilities-catalog"],

  evaluate: ({ properties: { engine, version } }) => judgeVersion(engine, version),

  examples: {
    pass: [{ name: "mended", properties: { engine: "mlflow", version: "3.11.0" } }],
    fail: [{ name: "an old version", properties: { engine: "mlflow", version: "2.9.2" } }],
    notApplicable: [
      { name: "a product of which nothing grave is known", properties: { engine: "none", version: "1.0" } },
    ],
    unknown: [
      {
        name: "a tag that tells no version",
        properties: { engine: "mlflow" },
        unknown: {
          "properties.version": {
            reason: "unsupported",
            call: "core:pods.list",
            permission: null,
            message: "Its image's tag tells no version",
          },
        },
      },
    ],
  },
});
