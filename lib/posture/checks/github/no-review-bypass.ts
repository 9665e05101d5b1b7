import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineCheck({
  id: "github/no-review-bypass",
  title: "Nobody may skip the review",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "github.repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "The accounts that may skip it are the ones worth taking over.",
  remediation: {
    summary: "Let rules bind administrators, too, and empty the lists of those who may bypass.",
    cli: "gh api repos/$ORG/$REPO/rulesets --jq '.[] | {name, bypass_actors}'",
    terraform:
      "bypass_actors left out on github_repository_ruleset; enforce_admins = true on github_branch_protection",
    console: [
      "Settings › Rules › Rulesets › Bypass list › remove",
      "Settings › Branches › Do not allow bypassing the above settings",
    ],
  },
  references: [
    "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository",
  ],

  evaluate: (repository, graph) => {
    const { approvals, bypassers } = repository.properties;
    if (approvals === 0 || !shipsAi(graph, repository)) return notApplicable;
    return bypassers.length === 0
      ? pass
      : fail(`May push without one: ${bypassers.join(", ")}`, { bypassers });
  },

  examples: {
    pass: [
      {
        name: "nobody",
        facets: { aiSigns: ["depends on openai"] },
        properties: { approvals: 1, bypassers: [] },
      },
    ],
    fail: [
      {
        name: "administrators",
        facets: { aiSigns: ["depends on openai"] },
        properties: { approvals: 1, bypassers: ["administrators"] },
      },
    ],
    notApplicable: [
      {
        name: "no review is asked for, which another check says",
        facets: { aiSigns: ["depends on openai"] },
        properties: { approvals: 0, bypassers: [] },
      },
    ],
    unknown: [
      {
        name: "bypassers are not shown",
        facets: { aiSigns: ["carries the topic llm"] },
        properties: { approvals: 1 },
        unknown: {
          "properties.bypassers": {
            reason: "denied",
            call: "repos:get-repo-ruleset",
            permission: "administration: read",
            message: "no",
          },
        },
      },
    ],
  },
});
