import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineCheck({
  id: "github/no-forced-push",
  title: "Nobody can rewrite what AI code was",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "A forced push takes a reviewed commit away and puts another in its place, with no trace in the branch.",
  remediation: {
    summary: "Block force pushes on the default branch.",
    cli: "gh api -X POST repos/$ORG/$REPO/rulesets --input ruleset.json # with the rule non_fast_forward",
    terraform: "rules { non_fast_forward = true } on github_repository_ruleset",
    console: ["Settings › Rules › Rulesets › Block force pushes"],
  },
  references: [
    "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets",
  ],

  evaluate: (repository, graph) => {
    if (!shipsAi(graph, repository)) return notApplicable;
    const { allowsForcePush, defaultBranch } = repository.properties;
    return allowsForcePush ? fail(`${defaultBranch} may be rewritten`, { allowsForcePush }) : pass;
  },

  examples: {
    pass: [
      {
        name: "blocked",
        facets: { aiSigns: ["depends on openai"] },
        properties: { allowsForcePush: false, defaultBranch: "main" },
      },
    ],
    fail: [
      {
        name: "allowed",
        facets: { aiSigns: ["depends on openai"] },
        properties: { allowsForcePush: true, defaultBranch: "main" },
      },
    ],
    notApplicable: [
      {
        name: "nothing to do with AI",
        facets: { aiSigns: [] },
        properties: { allowsForcePush: true, defaultBranch: "main" },
      },
    ],
  },
});
