import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "openai/project-retention",
  title: "Project keeps no more than its organization",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "openai.project",
  risk: "The organization promised that nothing is kept, and here prompts and answers lie for thirty days.",
  remediation: {
    summary: "Set the project back to the organization's default.",
    cli: 'curl -X POST https://api.openai.com/v1/organization/projects/$PROJECT/data_retention -H "Authorization: Bearer $OPENAI_ADMIN_KEY" -d \'{"retention_type":"organization_default"}\'',
    terraform: "No provider resource sets it: keep the request beside the project's resource",
    console: ["platform.openai.com › Settings › Project › Data controls › Organization default"],
  },
  references: ["https://platform.openai.com/docs/guides/your-data"],

  evaluate: ({ properties: { weakerThanOrganization, retentionType } }) =>
    weakerThanOrganization
      ? fail(`It keeps content (${retentionType}), which its organization does not`, { retentionType })
      : pass,

  examples: {
    pass: [
      {
        name: "as the organization",
        properties: { weakerThanOrganization: false, retentionType: "zero_data_retention" },
      },
    ],
    fail: [{ name: "keeps", properties: { weakerThanOrganization: true, retentionType: "none" } }],
  },
});
