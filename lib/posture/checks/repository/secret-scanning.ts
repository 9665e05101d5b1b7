import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineClassCheck({
  id: "repository/secret-scanning",
  title: "AI code is scanned for secrets",
  severity: "high",
  layer: "pipeline",
  function: "detect",
  appliesToClass: "repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "A key to a model provider in the history is found by strangers within minutes, and by its owner with the invoice.",
  remediation: {
    summary: "Switch secret scanning and push protection on for every repository.",
    cli: 'gh api -X PATCH repos/$ORG/$REPO --input - <<< \'{"security_and_analysis":{"secret_scanning":{"status":"enabled"}}}\'',
    terraform: 'security_and_analysis { secret_scanning { status = "enabled" } } on github_repository',
    console: [
      "GitHub › Settings › Advanced Security › Secret Protection › Enable",
      "GitLab › Security › Configuration › Secret detection",
    ],
  },
  references: ["https://docs.github.com/en/code-security/secret-scanning/introduction/about-secret-scanning"],

  evaluate: (repository, graph) => {
    if (!shipsAi(graph, repository)) return notApplicable;
    const { secretScanning } = repository.facets;
    if (secretScanning === null) return notApplicable;
    return secretScanning ? pass : fail("Nobody looks for secrets in it", { secretScanning });
  },

  examples: {
    pass: [{ name: "on", facets: { aiSigns: ["depends on openai"], secretScanning: true } }],
    fail: [{ name: "off", facets: { aiSigns: ["depends on openai"], secretScanning: false } }],
    notApplicable: [
      { name: "nothing to do with AI", facets: { aiSigns: [], secretScanning: false } },
      { name: "the provider has none", facets: { aiSigns: ["depends on openai"], secretScanning: null } },
    ],
  },
});
