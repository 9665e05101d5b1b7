import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "tenant/retention",
  title: "Prompts and answers are kept thirty days at most",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesToClass: "tenant",
  risk: "Whatever people paste in lies at the provider for as long as it is kept: in its breach, its subpoena and its training.",
  remediation: {
    summary:
      "Set the shortest retention that the business allows; ask the provider for zero retention where the data is sensitive.",
    cli: 'curl -X POST https://api.openai.com/v1/organization/data_retention -H "Authorization: Bearer $OPENAI_ADMIN_KEY" -d \'{"retention_type":"zero_data_retention"}\'',
    terraform: "No provider resource sets it: set it in the console",
    console: [
      "Claude Console › Settings › Data and privacy › retention period",
      "OpenAI › Settings › Data controls › Data retention",
    ],
  },
  references: [
    "https://platform.openai.com/docs/guides/your-data",
    "https://platform.claude.com/docs/en/manage-claude/api-and-data-retention",
  ],

  evaluate: ({ facets: { retention } }) => {
    if (retention === null) return notApplicable;
    return retention === "longer"
      ? fail("They are kept longer, or until somebody deletes them", { retention })
      : pass;
  },

  examples: {
    pass: [
      { name: "nothing is kept", facets: { retention: "none" } },
      { name: "thirty days", facets: { retention: "up-to-30-days" } },
    ],
    fail: [{ name: "without an end", facets: { retention: "longer" } }],
    notApplicable: [{ name: "it holds no prompts", facets: { retention: null } }],
  },
});
