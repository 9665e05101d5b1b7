import { defineClassCheck, exampleKey, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { aiSourceKinds, shipsAi } from "#lib/domain/ships-ai.ts";

export default defineClassCheck({
  id: "repository/review-required",
  title: "AI code is reviewed before it ships",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesToClass: "repository",
  follows: [...aiSourceKinds],
  followDepth: 2,
  risk: "One account, or one stolen token, can then change prompts, tools or model code and ship it unseen.",
  remediation: {
    summary: "Require a pull request with one approval on the default branch, for everybody.",
    cli: "gh api -X POST orgs/$ORG/rulesets --input ruleset.json",
    terraform:
      'resource "github_organization_ruleset" { rules { pull_request { required_approving_review_count = 1 } } }',
    console: [
      "GitHub › Settings › Rules › Rulesets › New branch ruleset › Require a pull request before merging",
      "GitLab › Settings › Merge requests › Approval rules; Repository › Protected branches",
    ],
  },
  references: [
    "https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets",
    "https://slsa.dev/spec/v1.0/threats",
  ],

  evaluate: (repository, graph) => {
    if (!shipsAi(graph, repository)) return notApplicable;
    const { reviewRequired, aiSigns } = repository.facets;
    return reviewRequired
      ? pass
      : fail("Its default branch takes changes that nobody else has seen", { reviewRequired, aiSigns });
  },

  examples: {
    pass: [{ name: "one approval", facets: { aiSigns: ["depends on openai"], reviewRequired: true } }],
    fail: [
      { name: "none", facets: { aiSigns: ["depends on openai"], reviewRequired: false } },
      {
        name: "no sign of its own, but an agent is built from it",
        facets: { aiSigns: [], reviewRequired: false },
        neighbours: {
          resources: [sampleResource("agent", "agent")],
          relationships: [{ from: "agent", kind: "built-by", to: exampleKey }],
        },
      },
    ],
    notApplicable: [{ name: "nothing to do with AI", facets: { aiSigns: [], reviewRequired: false } }],
    unknown: [
      {
        name: "protection may not be read",
        facets: { aiSigns: ["carries the topic llm"] },
        unknown: {
          "facets.reviewRequired": {
            reason: "denied",
            call: "repos:get-branch-protection",
            permission: "administration: read",
            message: "no",
          },
        },
      },
    ],
  },
});
