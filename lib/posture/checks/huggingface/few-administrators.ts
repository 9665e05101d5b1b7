import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { administratorsMax } from "#lib/domain/few.ts";

export default defineCheck({
  id: "huggingface/few-administrators",
  title: "Few administer the Hugging Face organization",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "huggingface.organization",
  risk: "Every administrator can replace every model that your applications load.",
  remediation: {
    summary: "Keep two or three administrators, and give the others write or contributor.",
    cli: 'curl -H "Authorization: Bearer $HF_TOKEN" https://huggingface.co/api/organizations/ORG/members',
    terraform: "No provider resource sets it: set it in the console",
    console: ["huggingface.co › the organization › Settings › Members › change the role"],
  },
  references: ["https://huggingface.co/docs/hub/organizations-security"],

  evaluate: ({ properties: { administratorCount, memberCount } }) =>
    administratorCount > administratorsMax(memberCount)
      ? fail(`${administratorCount} of ${memberCount} members administer it`, {
          administratorCount,
          memberCount,
        })
      : pass,

  examples: {
    pass: [{ name: "two of five", properties: { administratorCount: 2, memberCount: 5 } }],
    fail: [{ name: "all of five", properties: { administratorCount: 5, memberCount: 5 } }],
    unknown: [
      {
        name: "roles are not shown",
        properties: { memberCount: 5 },
        unknown: {
          "properties.administratorCount": {
            reason: "denied",
            call: "organizations:list-members",
            permission: "an administrator's token",
            message: "no",
          },
        },
      },
    ],
  },
});
