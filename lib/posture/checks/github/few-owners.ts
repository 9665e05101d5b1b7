import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const ownersMax = 5;

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

  evaluate: ({ properties: { ownerCount } }) =>
    ownerCount > ownersMax ? fail(`It has ${ownerCount} owners`, { ownerCount }) : pass,

  examples: {
    pass: [{ name: "three", properties: { ownerCount: 3 } }],
    fail: [{ name: "nine", properties: { ownerCount: 9 } }],
  },
});
