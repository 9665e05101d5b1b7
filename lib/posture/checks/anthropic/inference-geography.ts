import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "anthropic/inference-geography",
  title: "Workspace is answered from chosen regions",
  severity: "low",
  layer: "data",
  function: "protect",
  appliesTo: "anthropic.workspace",
  risk: "Prompts are worked on wherever capacity is free, also where the data must not go.",
  remediation: {
    summary: "Allow the regions that your data may go to, and no others.",
    cli: 'curl -X POST https://api.anthropic.com/v1/organizations/workspaces/$WORKSPACE -H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01" -d \'{"data_residency":{"allowed_inference_geos":["us"]}}\'',
    terraform: "No provider resource sets it: set it in the console",
    console: ["Claude Console › Settings › Workspaces › the workspace › Data residency"],
  },
  references: ["https://platform.claude.com/docs/en/manage-claude/data-residency"],

  evaluate: ({ properties: { allowedGeographies }, facets: { usesModels } }) => {
    if (!usesModels) return notApplicable;
    const open = allowedGeographies === null || allowedGeographies.includes("global");
    return open ? fail("It may be answered from anywhere", { allowedGeographies }) : pass;
  },

  examples: {
    pass: [{ name: "one region", facets: { usesModels: true }, properties: { allowedGeographies: ["us"] } }],
    fail: [
      { name: "no list", facets: { usesModels: true }, properties: { allowedGeographies: null } },
      {
        name: "a list with everywhere in it",
        facets: { usesModels: true },
        properties: { allowedGeographies: ["global", "us"] },
      },
    ],
    notApplicable: [
      { name: "unused", facets: { usesModels: false }, properties: { allowedGeographies: null } },
    ],
  },
});
