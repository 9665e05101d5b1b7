import { defineCheck } from "#lib/domain/check.ts";
import { judgeVersion } from "#lib/domain/judge-version.ts";
import { productOf } from "#lib/domain/known-flaws.ts";

export default defineCheck({
  id: "onprem/vector-store-version",
  title: "Vector database runs a version without a grave flaw that is known",
  severity: "high",
  layer: "data",
  function: "protect",
  evidenceFor: "plugins-and-data-connections",
  appliesTo: "onprem.vector-store",
  risk: "Attackers use flaws that everybody can read about before they look for new ones.",
  remediation: {
    summary: "Run a version in which the flaw is mended.",
    cli: "docker pull qdrant/qdrant:v1.15.1",
    terraform: 'image = "qdrant/qdrant:v1.15.1"',
    console: [
      "Install the newer version on a copy of the server, and try it",
      "Replace the server, and ask its version again",
    ],
  },
  references: [
    "https://www.cve.org/CVERecord?id=CVE-2024-3829",
    "https://www.cve.org/CVERecord?id=CVE-2026-26190",
    "https://www.cisa.gov/known-exploited-vulnerabilities-catalog",
  ],

  evaluate: ({ properties: { engine, version } }) => judgeVersion(productOf(engine), version),

  examples: {
    pass: [{ name: "mended", properties: { engine: "qdrant", version: "1.17.0" } }],
    fail: [{ name: "an old version", properties: { engine: "qdrant", version: "1.8.4" } }],
    notApplicable: [
      { name: "a product of which nothing grave is known", properties: { engine: "none", version: "1.0" } },
    ],
    unknown: [
      {
        name: "a server that tells strangers nothing",
        properties: { engine: "qdrant" },
        unknown: {
          "properties.version": {
            reason: "unsupported",
            call: "qdrant:get-version",
            permission: null,
            message: "It does not tell strangers its version here",
          },
        },
      },
    ],
  },
});
