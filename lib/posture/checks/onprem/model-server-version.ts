import { defineCheck } from "#lib/domain/check.ts";
import { judgeVersion } from "#lib/domain/judge-version.ts";
import { productOf } from "#lib/domain/known-flaws.ts";

export default defineCheck({
  id: "onprem/model-server-version",
  title: "Model server runs a version without a grave flaw that is known",
  severity: "high",
  layer: "model",
  function: "protect",
  evidenceFor: "application-infrastructure",
  appliesTo: "onprem.model-server",
  risk: "Attackers use flaws that everybody can read about before they look for new ones.",
  remediation: {
    summary: "Run a version in which the flaw is mended.",
    cli: 'pip install --upgrade "vllm>=0.14.1"',
    terraform: 'image = "vllm/vllm-openai:v0.14.1"',
    console: [
      "Install the newer version on a copy of the server, and try it",
      "Replace the server, and ask its version again",
    ],
  },
  references: [
    "https://www.cve.org/CVERecord?id=CVE-2025-62164",
    "https://www.cve.org/CVERecord?id=CVE-2025-23319",
    "https://www.cve.org/CVERecord?id=CVE-2024-37032",
    "https://www.cisa.gov/known-exploited-vulnerabilities-catalog",
  ],

  evaluate: ({ properties: { engine, version } }) => judgeVersion(productOf(engine), version),

  examples: {
    pass: [
      { name: "mended", properties: { engine: "vllm", version: "0.18.1" } },
      {
        name: "Triton of a release in which it is mended",
        properties: { engine: "triton", version: "2.60.0" },
      },
    ],
    fail: [
      { name: "an old version", properties: { engine: "vllm", version: "0.6.3" } },
      {
        name: "Triton under its own version, of release 25.04",
        properties: { engine: "triton", version: "2.57.0" },
      },
    ],
    notApplicable: [
      { name: "a product of which nothing grave is known", properties: { engine: "none", version: "1.0" } },
    ],
    unknown: [
      {
        name: "a server that tells strangers nothing",
        properties: { engine: "vllm" },
        unknown: {
          "properties.version": {
            reason: "unsupported",
            call: "vllm:get-version",
            permission: null,
            message: "It does not tell strangers its version here",
          },
        },
      },
    ],
  },
});
