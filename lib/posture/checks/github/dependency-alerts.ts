import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineCheck({
  id: "github/dependency-alerts",
  title: "AI code has dependency alerts",
  severity: "high",
  layer: "pipeline",
  function: "detect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "A known hole in an AI library stays open because nobody is told: these libraries are young and read what strangers write.",
  remediation: {
    summary: "Switch Dependabot alerts on for every repository.",
    cli: "gh api -X PUT repos/$ORG/$REPO/vulnerability-alerts",
    terraform: "vulnerability_alerts = true on github_repository",
    console: ["Settings › Advanced Security › Dependabot alerts › Enable"],
  },
  references: [
    "https://docs.github.com/en/code-security/dependabot/dependabot-alerts/about-dependabot-alerts",
  ],

  evaluate: (repository, graph) => {
    const { dependencyAlerts, archived } = repository.properties;
    if (archived || !shipsAi(graph, repository)) return notApplicable;
    return dependencyAlerts
      ? pass
      : fail("Nobody is told of holes in what it depends on", { dependencyAlerts });
  },

  examples: {
    pass: [
      {
        name: "on",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: false, dependencyAlerts: true },
      },
    ],
    fail: [
      {
        name: "off",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: false, dependencyAlerts: false },
      },
    ],
    notApplicable: [
      {
        name: "archived",
        facets: { aiSigns: ["depends on openai"] },
        properties: { archived: true, dependencyAlerts: false },
      },
      {
        name: "nothing to do with AI",
        facets: { aiSigns: [] },
        properties: { archived: false, dependencyAlerts: false },
      },
    ],
  },
});
