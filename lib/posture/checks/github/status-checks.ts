import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineCheck({
  id: "github/status-checks",
  title: "AI code is tested before it ships",
  severity: "low",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "A change of a prompt or a model version that fails its evaluation ships all the same.",
  remediation: {
    summary: "Require the status checks of your tests and evaluations before merging.",
    cli: "gh api -X POST repos/$ORG/$REPO/rulesets --input ruleset.json # with the rule required_status_checks",
    terraform:
      'rules { required_status_checks { required_check { context = "test" } } } on github_repository_ruleset',
    console: ["Settings › Rules › Rulesets › Require status checks to pass"],
  },
  references: [
    "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets",
  ],

  evaluate: (repository, graph) => {
    if (!shipsAi(graph, repository)) return notApplicable;
    const { requiresStatusChecks } = repository.properties;
    return requiresStatusChecks
      ? pass
      : fail("A change may be merged whatever its tests say", { requiresStatusChecks });
  },

  examples: {
    pass: [
      {
        name: "required",
        facets: { aiSigns: ["depends on openai"] },
        properties: { requiresStatusChecks: true },
      },
    ],
    fail: [
      {
        name: "not required",
        facets: { aiSigns: ["depends on openai"] },
        properties: { requiresStatusChecks: false },
      },
    ],
    notApplicable: [
      { name: "nothing to do with AI", facets: { aiSigns: [] }, properties: { requiresStatusChecks: false } },
    ],
  },
});
