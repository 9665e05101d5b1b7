import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { numberParameter } from "#lib/domain/parameter.ts";

export default defineCheck({
  id: "github/few-owners",
  title: "Few own the organization",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "github.organization",
  risk: "Every owner can switch off every rule; each one more is one more account to phish.",
  remediation: {
    summary: "Keep two or three owners, and give the others the role they need.",
    cli: "gh api 'orgs/$ORG/members?role=admin' --jq '.[].login'",
    terraform: 'role = "member" on github_membership',
    console: ["People › filter by Owner › Change role"],
  },
  references: [
    "https://docs.github.com/en/organizations/managing-peoples-access-to-your-organization-with-roles/maintaining-ownership-continuity-for-your-organization",
  ],

  parameters: {
    ownersMax: numberParameter({
      title: "Owners that the organization may have",
      help: "Enough that somebody is always there, few enough that each is known.",
      unit: "owners",
      default: 5,
      min: 1,
      max: 100,
    }),
  },

  evaluate: ({ properties: { ownerCount } }, _graph, { ownersMax }) =>
    ownerCount > ownersMax ? fail(`It has ${ownerCount} owners`, { ownerCount }) : pass,

  examples: {
    pass: [{ name: "three", properties: { ownerCount: 3 } }],
    fail: [
      { name: "nine", properties: { ownerCount: 9 } },
      { name: "three, where two are allowed", properties: { ownerCount: 3 }, parameters: { ownersMax: 2 } },
    ],
  },
});
