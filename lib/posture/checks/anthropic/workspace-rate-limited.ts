import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "anthropic/workspace-rate-limited",
  title: "Workspace has a rate limit of its own",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "anthropic.workspace",
  risk: "One application, or one stolen key, uses up what all of the organization may call.",
  remediation: {
    summary: "Limit the workspace to what its application needs at its peak.",
    cli: "Limits are set in the console; the Rate Limits API shows them",
    terraform: "No provider resource sets it: set it in the console",
    console: ["Claude Console › Settings › Workspaces › the workspace › Limits"],
  },
  references: [
    "https://platform.claude.com/docs/en/manage-claude/rate-limits-api",
    "https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/",
  ],

  evaluate: ({ properties: { isDefault, ownRateLimits }, facets: { usesModels } }) => {
    if (!usesModels || isDefault) return notApplicable;
    return ownRateLimits ? pass : fail("It may use all that the organization may", { ownRateLimits });
  },

  examples: {
    pass: [
      {
        name: "limited",
        facets: { usesModels: true },
        properties: { isDefault: false, ownRateLimits: true },
      },
    ],
    fail: [
      { name: "not", facets: { usesModels: true }, properties: { isDefault: false, ownRateLimits: false } },
    ],
    notApplicable: [
      {
        name: "unused",
        facets: { usesModels: false },
        properties: { isDefault: false, ownRateLimits: false },
      },
      {
        name: "the default, which can have none",
        facets: { usesModels: true },
        properties: { isDefault: true, ownRateLimits: false },
      },
    ],
  },
});
