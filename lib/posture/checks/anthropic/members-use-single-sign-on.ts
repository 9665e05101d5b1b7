import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "anthropic/members-use-single-sign-on",
  title: "No member signs in past single sign-on",
  severity: "medium",
  layer: "identity",
  function: "detect",
  appliesTo: "anthropic.organization",
  risk: "Whoever reads a member's mail signs in as that member.",
  remediation: {
    summary: "Enforce single sign-on, then end the sessions of those who came in another way.",
    cli: 'curl "https://api.anthropic.com/v1/compliance/activities?activity_types[]=magic_link_login_succeeded" -H "x-api-key: $ANTHROPIC_COMPLIANCE_KEY"',
    terraform: "No provider resource sets it: set it in the console",
    console: ["Claude Console › Settings › Identity and access › Require SSO"],
  },
  references: ["https://platform.claude.com/docs/en/manage-claude/compliance-activity-feed"],

  evaluate: ({ properties: { membersWithoutSingleSignOn: members } }) =>
    members.length === 0
      ? pass
      : fail(`By link or social account: ${members.slice(0, 5).join(", ")}`, {
          members: members.slice(0, 50),
        }),

  examples: {
    pass: [{ name: "nobody", properties: { membersWithoutSingleSignOn: [] } }],
    fail: [
      { name: "one, by a link in a mail", properties: { membersWithoutSingleSignOn: ["x@acme.example"] } },
    ],
    unknown: [
      {
        name: "the feed may not be read",
        unknown: {
          "properties.membersWithoutSingleSignOn": {
            reason: "denied",
            call: "compliance:activities.list",
            permission: "read:compliance_activities",
            message: "no",
          },
        },
      },
    ],
  },
});
