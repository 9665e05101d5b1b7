import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { administratorsMax } from "#lib/domain/few.ts";

export default defineCheck({
  id: "anthropic/few-administrators",
  title: "Few administer the Anthropic organization",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "anthropic.organization",
  risk: "Every administrator can make admin keys, invite people and lift limits.",
  remediation: {
    summary: "Keep two or three administrators, and make the others users or developers.",
    cli: 'curl -X POST https://api.anthropic.com/v1/organizations/users/$USER -H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01" -d \'{"role":"developer"}\'',
    terraform: "No provider resource sets it: set it in the console",
    console: ["Claude Console › Settings › Members › change the role"],
  },
  references: ["https://platform.claude.com/docs/en/manage-claude/admin-api"],

  evaluate: ({ properties: { administratorCount, memberCount } }) =>
    administratorCount > administratorsMax(memberCount)
      ? fail(`${administratorCount} of ${memberCount} members administer it`, {
          administratorCount,
          memberCount,
        })
      : pass,

  examples: {
    pass: [{ name: "two of seven", properties: { administratorCount: 2, memberCount: 7 } }],
    fail: [{ name: "five of seven", properties: { administratorCount: 5, memberCount: 7 } }],
  },
});
