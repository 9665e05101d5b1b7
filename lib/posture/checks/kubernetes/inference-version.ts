import { defineCheck } from "#lib/domain/check.ts";
import { judgeVersion } from "#lib/domain/judge-version.ts";

export default defineCheck({
  id: "kubernetes/inference-version",
  title: "Model server runs a version without a grave flaw that is known",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "kubernetes.model-server",
  risk: "Attackers use flaws that everybody can read about before they look for new ones.",
  remediation: {
    summary: "Run a version in which the flaw is mended, by its digest.",
    cli: "kubectl set image deployment/<name> --namespace <namespace> <container>=vllm/vllm-openai:v0.14.1",
    terraform: 'image = "vllm/vllm-openai:v0.14.1"',
    console: ["Open the workload in the cluster's console › Edit", "Enter the newer version of the image"],
  },
  references: ["https://www.cve.org/", "https://www.cisa.gov/known-exploited-vulnerabilities-catalog"],

  evaluate: ({ properties: { engine, version } }) => judgeVersion(engine, version),

  examples: {
    pass: [{ name: "mended", properties: { engine: "vllm", version: "0.14.1" } }],
    fail: [{ name: "an old version", properties: { engine: "triton", version: "24.05" } }],
    notApplicable: [
      { name: "a product of which nothing grave is known", properties: { engine: "none", version: "1.0" } },
    ],
    unknown: [
      {
        name: "a tag that tells no version",
        properties: { engine: "vllm" },
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
