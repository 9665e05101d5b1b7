import { defineCheck, missing, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "openai/audit-log",
  title: "OpenAI organization keeps an audit log",
  severity: "medium",
  layer: "identity",
  function: "detect",
  appliesTo: "openai.organization",
  risk: "Who made a key, invited somebody or lifted a limit cannot be told afterwards.",
  remediation: {
    summary: "Switch audit logging on, and fetch it into your own log.",
    cli: 'curl "https://api.openai.com/v1/organization/audit_logs?limit=1" -H "Authorization: Bearer $OPENAI_ADMIN_KEY"',
    terraform: "No provider resource sets it: set it in the console",
    console: ["platform.openai.com › Settings › Organization › Data controls › Audit logging › Enable"],
  },
  references: ["https://help.openai.com/en/articles/9687866-admin-and-audit-logs-api-for-the-api-platform"],

  evaluate: ({ properties: { auditLogging } }) =>
    auditLogging ? pass : missing("The log holds not one event", { auditLogging }),

  examples: {
    pass: [{ name: "holds events", properties: { auditLogging: true } }],
    fail: [{ name: "empty", properties: { auditLogging: false } }],
  },
});
