import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { foreignAddresses } from "#lib/domain/foreign-addresses.ts";

export default defineCheck({
  id: "openai/invited-from-own-domain",
  title: "Nobody outside is invited to the OpenAI organization",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "openai.organization",
  risk: "Whoever holds the other mailbox joins with the role the invitation gives.",
  remediation: {
    summary: "Withdraw the invitation; give outsiders a project of their own, with an end.",
    cli: 'curl -X DELETE https://api.openai.com/v1/organization/invites/$INVITE -H "Authorization: Bearer $OPENAI_ADMIN_KEY"',
    terraform: "Remove the openai_invite resource",
    console: ["platform.openai.com › Settings › People › Invites › revoke"],
  },
  references: ["https://platform.openai.com/docs/api-reference/invite"],

  evaluate: ({ properties: { pendingInvites }, facets: { members } }) => {
    const foreign = foreignAddresses(pendingInvites, members);
    return foreign.length === 0 ? pass : fail(`Invited: ${foreign.join(", ")}`, { invited: foreign });
  },

  examples: {
    pass: [
      {
        name: "a colleague",
        facets: { members: ["a@acme.example"] },
        properties: { pendingInvites: ["b@acme.example"] },
      },
      { name: "nobody", facets: { members: ["a@acme.example"] }, properties: { pendingInvites: [] } },
    ],
    fail: [
      {
        name: "an agency",
        facets: { members: ["a@acme.example"] },
        properties: { pendingInvites: ["b@acme.example", "x@agency.example"] },
      },
    ],
  },
});
