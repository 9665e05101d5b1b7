import { defineCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineCheck({
  id: "github/code-scanning",
  title: "AI code is scanned for holes",
  severity: "medium",
  layer: "pipeline",
  function: "detect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "Prompt injection and unchecked model output are found by scanners that know them, and by attackers.",
  remediation: {
    summary: "Switch on code scanning with the default setup, or upload another scanner's SARIF.",
    cli: "gh api -X PATCH repos/$ORG/$REPO/code-scanning/default-setup -f state=configured",
    terraform: "No resource sets the default setup: commit a workflow that runs codeql-action",
    console: ["Settings › Advanced Security › CodeQL analysis › Set up › Default"],
  },
  references: [
    "https://docs.github.com/en/code-security/code-scanning/introduction-to-code-scanning/about-code-scanning",
  ],

  evaluate: (repository, graph) => {
    const { codeScanning, archived } = repository.properties;
    if (archived || !shipsAi(graph, repository)) return notApplicable;
    return codeScanning ? pass : missing("No analysis of it was ever uploaded", { codeScanning });
  },

  examples: {
    pass: [
      {
        name: "scanned",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: false, codeScanning: true },
      },
    ],
    fail: [
      {
        name: "never",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: false, codeScanning: false },
      },
    ],
    notApplicable: [
      {
        name: "archived",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: true, codeScanning: false },
      },
    ],
  },
});
