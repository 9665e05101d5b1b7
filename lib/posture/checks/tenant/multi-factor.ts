import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "tenant/multi-factor",
  title: "Members need a second factor",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesToClass: "tenant",
  risk: "A password that leaks somewhere else is then enough to change code, settings or keys.",
  remediation: {
    summary: "Require two-factor authentication for everybody; tell those without it a week before.",
    cli: "gh api -X PATCH orgs/$ORG -F two_factor_requirement_enabled=true",
    terraform:
      "two_factor_requirement on github_organization_settings is read only: require it in the console",
    console: [
      "GitHub › the organization's settings › Authentication security › Require two-factor authentication",
      "GitLab › the group's settings › Permissions › All users must set up two-factor authentication",
    ],
  },
  references: [
    "https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-two-factor-authentication-for-your-organization/requiring-two-factor-authentication-in-your-organization",
    "https://docs.gitlab.com/security/two_factor_authentication/",
  ],

  evaluate: ({ facets: { multiFactor } }) => {
    if (multiFactor === null) return notApplicable;
    return multiFactor ? pass : fail("It does not ask its members for one", { multiFactor });
  },

  examples: {
    pass: [{ name: "required", facets: { multiFactor: true } }],
    fail: [{ name: "not required", facets: { multiFactor: false } }],
    notApplicable: [{ name: "a workspace, where the organization decides", facets: { multiFactor: null } }],
    unknown: [
      {
        name: "shown to owners only",
        facets: {},
        unknown: {
          "facets.multiFactor": {
            reason: "denied",
            call: "orgs:get",
            permission: "organization administration: read",
            message: "owners only",
          },
        },
      },
    ],
  },
});
