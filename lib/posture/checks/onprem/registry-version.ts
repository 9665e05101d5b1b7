import { defineCheck } from "#lib/domain/check.ts";
import { judgeVersion } from "#lib/domain/judge-version.ts";
import { productOf } from "#lib/domain/known-flaws.ts";

export default defineCheck({
  id: "onprem/registry-version",
  title: "Model registry runs a version without a grave flaw that is known",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  evidenceFor: "application-design",
  appliesTo: "onprem.model-registry",
  risk: "Attackers use flaws that everybody can read about before they look for new ones.",
  remediation: {
    summary: "Run a version in which the flaw is mended.",
    cli: 'pip install --upgrade "mlflow>=3.10.0"',
    terraform: 'image = "ghcr.io/mlflow/mlflow:v3.10.0"',
    console: [
      "Install the newer version on a copy of the server, and try it",
      "Replace the server, and ask its version again",
    ],
  },
  references: [
    "https://www.cve.org/CVERecord?id=CVE-2026-2614",
    "https://www.cisa.gov/known-exploited-vulnerabilities-catalog",
  ],

  evaluate: ({ properties: { engine, version } }) => judgeVersion(productOf(engine), version),

  examples: {
    pass: [{ name: "mended", properties: { engine: "mlflow", version: "3.12.0" } }],
    fail: [{ name: "an old version", properties: { engine: "mlflow", version: "2.9.2" } }],
    notApplicable: [
      { name: "a product of which nothing grave is known", properties: { engine: "none", version: "1.0" } },
    ],
    unknown: [
      {
        name: "a server that tells strangers nothing",
        properties: { engine: "mlflow" },
        unknown: {
          "properties.version": {
            reason: "unsupported",
            call: "mlflow:get-version",
            permission: null,
            message: "It does not tell strangers its version here",
          },
        },
      },
    ],
  },
});
