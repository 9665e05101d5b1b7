import { defineCheck } from "#lib/domain/check.ts";
import { judgeVersion } from "#lib/domain/judge-version.ts";
import { productOf } from "#lib/domain/known-flaws.ts";

export default defineCheck({
  id: "onprem/gateway-version",
  title: "LLM gateway runs a version without a grave flaw that is known",
  severity: "high",
  layer: "api",
  function: "protect",
  evidenceFor: "application-infrastructure",
  appliesTo: "onprem.llm-gateway",
  risk: "Attackers use flaws that everybody can read about before they look for new ones.",
  remediation: {
    summary: "Run a version in which the flaw is mended.",
    cli: 'pip install --upgrade "litellm[proxy]>=1.83.7"',
    terraform: 'image = "ghcr.io/berriai/litellm:v1.83.7-stable"',
    console: [
      "Install the newer version on a copy of the server, and try it",
      "Replace the server, and ask its version again",
    ],
  },
  references: [
    "https://www.cve.org/CVERecord?id=CVE-2026-42208",
    "https://www.cisa.gov/known-exploited-vulnerabilities-catalog",
  ],

  evaluate: ({ properties: { engine, version } }) => judgeVersion(productOf(engine), version),

  examples: {
    pass: [{ name: "mended", properties: { engine: "litellm", version: "1.84.2" } }],
    fail: [{ name: "an old version", properties: { engine: "litellm", version: "1.82.0" } }],
    notApplicable: [
      { name: "a product of which nothing grave is known", properties: { engine: "none", version: "1.0" } },
    ],
    unknown: [
      {
        name: "a server that tells strangers nothing",
        properties: { engine: "litellm" },
        unknown: {
          "properties.version": {
            reason: "unsupported",
            call: "litellm:get-version",
            permission: null,
            message: "It does not tell strangers its version here",
          },
        },
      },
    ],
  },
});
