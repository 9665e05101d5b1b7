import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "anthropic/own-workspace",
  title: "Models are called from a workspace of their own",
  severity: "medium",
  layer: "identity",
  function: "protect",
  appliesTo: "anthropic.workspace",
  risk: "The default workspace can have no limits and no members of its own, so that one application's key spends for all.",
  remediation: {
    summary: "Make a workspace for each application and environment, and move its keys there.",
    cli: 'curl -X POST https://api.anthropic.com/v1/organizations/workspaces -H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01" -d \'{"name":"claims-production"}\'',
    terraform: "No provider resource sets it: make the workspace in the console",
    console: [
      "Claude Console › Settings › Workspaces › Create",
      "Make new keys there and delete those of the default workspace",
    ],
  },
  references: ["https://platform.claude.com/docs/en/manage-claude/workspaces"],

  evaluate: ({ properties: { isDefault }, facets: { usesModels } }) => {
    if (!usesModels) return notApplicable;
    return isDefault ? fail("The default workspace calls models", { isDefault }) : pass;
  },

  examples: {
    pass: [{ name: "its own", facets: { usesModels: true }, properties: { isDefault: false } }],
    fail: [{ name: "the default", facets: { usesModels: true }, properties: { isDefault: true } }],
    notApplicable: [
      { name: "the default, unused", facets: { usesModels: false }, properties: { isDefault: true } },
    ],
  },
});
