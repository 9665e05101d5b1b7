import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "github/members-second-factor",
  title: "Every member has a second factor",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "github.organization",
  risk: "One member's reused password is enough to push code or read every secret the member can reach.",
  remediation: {
    summary: "Require two-factor authentication, which removes those who do not set it up.",
    cli: "gh api 'orgs/$ORG/members?filter=2fa_disabled' --jq '.[].login'",
    terraform: "two_factor_requirement is read only: require it in the console",
    console: ["The organization's settings › Authentication security › Require two-factor authentication"],
  },
  references: [
    "https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-two-factor-authentication-for-your-organization/viewing-whether-users-in-your-organization-have-2fa-enabled",
  ],

  evaluate: ({ properties: { membersWithoutMultiFactor } }) =>
    membersWithoutMultiFactor.length === 0
      ? pass
      : fail(`Without one: ${membersWithoutMultiFactor.slice(0, 5).join(", ")}`, {
          count: membersWithoutMultiFactor.length,
          members: membersWithoutMultiFactor.slice(0, 50),
        }),

  examples: {
    pass: [{ name: "all have one", properties: { membersWithoutMultiFactor: [] } }],
    fail: [{ name: "one has none", properties: { membersWithoutMultiFactor: ["temp-analyst"] } }],
  },
});
