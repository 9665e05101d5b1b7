import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "anthropic/activity-captured",
  title: "Anthropic organization captures its activity",
  severity: "medium",
  layer: "identity",
  function: "detect",
  appliesTo: "anthropic.organization",
  risk: "Who made a key, invited somebody or changed a setting cannot be told afterwards.",
  remediation: {
    summary: "Switch the Compliance API on, and fetch the activity feed into your own log.",
    cli: 'curl -X POST https://api.anthropic.com/v1/organizations/compliance_settings -H "x-api-key: $ANTHROPIC_ADMIN_KEY" -H "anthropic-version: 2023-06-01" -d \'{"state":{"type":"enabled"}}\'',
    terraform: "No provider resource sets it: set it in the console",
    console: ["Claude Console › Settings › Compliance › Enable"],
  },
  references: ["https://platform.claude.com/docs/en/manage-claude/compliance-api"],

  evaluate: ({ properties: { activityCaptured } }) =>
    activityCaptured ? pass : fail("The Compliance API is off, so nothing is captured", { activityCaptured }),

  examples: {
    pass: [{ name: "on", properties: { activityCaptured: true } }],
    fail: [{ name: "off", properties: { activityCaptured: false } }],
  },
});
