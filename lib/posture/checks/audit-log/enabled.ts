import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "audit-log/enabled",
  title: "Audit logging is on",
  severity: "critical",
  layer: "identity",
  function: "detect",
  appliesToClass: "audit-log",
  risk: "Nothing that anybody does to models, data or identities is recorded.",
  remediation: {
    summary: "Switch the audit log on.",
    cli: "aws cloudtrail start-logging --name TRAIL",
    terraform: "enable_logging = true",
    console: ["Open the audit log", "Start logging"],
  },
  references: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-user-guide.html",
    "https://cloud.google.com/logging/docs/audit",
  ],

  evaluate: ({ facets: { enabled } }) => (enabled ? pass : fail("It is switched off", { enabled })),

  examples: {
    pass: [{ name: "on", facets: { enabled: true } }],
    fail: [{ name: "off", facets: { enabled: false } }],
  },
});
