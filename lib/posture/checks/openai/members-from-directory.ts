import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "openai/members-from-directory",
  title: "Every member comes from the organization's directory",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "openai.organization",
  risk: "Somebody invited by hand signs in without the organization's checks, and stays when he leaves.",
  remediation: {
    summary: "Remove the member and let the directory provision him; connect SCIM first if it is not.",
    cli: "curl https://api.openai.com/v1/organization/users -H \"Authorization: Bearer $OPENAI_ADMIN_KEY\" | jq '.data[] | select(.is_scim_managed == false) | .email'",
    terraform:
      "Assign people to the OpenAI application of the identity provider, such as azuread_app_role_assignment",
    console: [
      "platform.openai.com › Settings › People › remove those not managed by SCIM",
      "The identity provider › OpenAI › assign them",
    ],
  },
  references: ["https://help.openai.com/en/articles/9641482-sso-overview"],

  evaluate: ({ properties: { membersOutsideDirectory, memberCount } }) =>
    membersOutsideDirectory.length === 0
      ? pass
      : fail(`${membersOutsideDirectory.length} of ${memberCount} were invited by hand`, {
          members: membersOutsideDirectory.slice(0, 50),
        }),

  examples: {
    pass: [{ name: "all provisioned", properties: { membersOutsideDirectory: [], memberCount: 8 } }],
    fail: [
      {
        name: "two by hand",
        properties: { membersOutsideDirectory: ["x@acme.example", "y@acme.example"], memberCount: 8 },
      },
    ],
  },
});
