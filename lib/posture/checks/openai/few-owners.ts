import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { administratorsMax } from "#lib/domain/few.ts";

export default defineCheck({
  id: "openai/few-owners",
  title: "Few own the OpenAI organization",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "openai.organization",
  risk: "Every owner can make admin keys, invite people and lift limits.",
  remediation: {
    summary: "Keep two or three owners, and make the others readers of the projects they use.",
    cli: 'curl -X POST https://api.openai.com/v1/organization/users/$USER -H "Authorization: Bearer $OPENAI_ADMIN_KEY" -d \'{"role":"reader"}\'',
    terraform: 'role = "reader" on openai_user_role',
    console: ["platform.openai.com › Settings › People › change the role"],
  },
  references: ["https://platform.openai.com/docs/api-reference/users"],

  evaluate: ({ properties: { ownerCount, memberCount } }) =>
    ownerCount > administratorsMax(memberCount)
      ? fail(`${ownerCount} of ${memberCount} members own it`, { ownerCount, memberCount })
      : pass,

  examples: {
    pass: [
      { name: "two of eight", properties: { ownerCount: 2, memberCount: 8 } },
      { name: "nine of ninety", properties: { ownerCount: 9, memberCount: 90 } },
    ],
    fail: [{ name: "six of eight", properties: { ownerCount: 6, memberCount: 8 } }],
  },
});
