import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineCheck({
  id: "github/no-critical-dependencies",
  title: "AI code depends on nothing with a critical hole",
  severity: "high",
  layer: "pipeline",
  function: "detect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "The hole is public and so is how to use it.",
  remediation: {
    summary: "Update the packages named, or take them out.",
    cli: "gh api 'repos/$ORG/$REPO/dependabot/alerts?state=open&severity=critical' --jq '.[].dependency.package.name'",
    terraform: "Nothing in Terraform: update the manifest and its lock file",
    console: ["Security › Dependabot › filter by Critical › merge the update"],
  },
  references: [
    "https://docs.github.com/en/code-security/dependabot/dependabot-alerts/viewing-and-updating-dependabot-alerts",
  ],

  evaluate: (repository, graph) => {
    const { dependencyAlerts, archived, alerts } = repository.properties;
    if (archived || !dependencyAlerts || !shipsAi(graph, repository)) return notApplicable;
    const { criticalDependencies: found } = alerts;
    return found.length === 0 ? pass : fail(`Critical: ${found.join(", ")}`, { packages: found });
  },

  examples: {
    pass: [
      {
        name: "none",
        facets: { aiSigns: ["depends on openai"] },
        properties: {
          archived: false,
          dependencyAlerts: true,
          alerts: {
            criticalDependencies: [],
            maliciousDependencies: [],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
    fail: [
      {
        name: "one",
        facets: { aiSigns: ["depends on openai"] },
        properties: {
          archived: false,
          dependencyAlerts: true,
          alerts: {
            criticalDependencies: ["pip:mlflow"],
            maliciousDependencies: [],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
    notApplicable: [
      {
        name: "nobody looks",
        facets: { aiSigns: ["depends on openai"] },
        properties: {
          archived: false,
          dependencyAlerts: false,
          alerts: {
            criticalDependencies: [],
            maliciousDependencies: [],
            promptInjection: [],
            modelOutputExecution: [],
          },
        },
      },
    ],
  },
});
