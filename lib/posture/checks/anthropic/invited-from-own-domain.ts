import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { foreignAddresses } from "#lib/domain/foreign-addresses.ts";

export default defineCheck({
  id: "anthropic/invited-from-own-domain",
  title: "Nobody outside is invited to the Anthropic organization",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "anthropic.organization",
  risk: "Whoever holds the other mailbox joins with the role the invitation gives.",
  remediation: {
    summary: "Withdraw the invitation; give outsiders a workspace of their own, with an end.",
    cli: 'curl -X DELETE https://api.anthropic.com/v1/organizations/invites/$INVITE -H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01"',
    terraform: "No provider resource sets it: withdraw it in the console",
    console: ["Claude Console › Settings › Members › Invites › delete"],
  },
  references: ["https://platform.claude.com/docs/en/manage-claude/admin-api"],

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
    ],
    fail: [
      {
        name: "an agency",
        facets: { members: ["a@acme.example"] },
        properties: { pendingInvites: ["x@agency.example"] },
      },
    ],
  },
});
