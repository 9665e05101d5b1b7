import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/cloudtrail-logging",
  title: "Trail is logging",
  severity: "high",
  layer: "identity",
  function: "detect",
  appliesTo: "aws.cloudtrail.trail",
  risk: "What this trail was made to record is lost from the moment it stopped; an intruder stops it first.",
  remediation: {
    summary: "Start the trail again and find out who stopped it, or delete it.",
    cli: "aws cloudtrail start-logging --name <trail>",
    terraform: "enable_logging = true",
    console: ["CloudTrail › Trails › open the trail", "Start logging"],
  },
  references: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-turning-off-logging.html",
  ],

  evaluate: ({ facets: { enabled } }) => (enabled ? pass : fail("It is switched off", { enabled })),

  examples: {
    pass: [{ name: "on", facets: { enabled: true } }],
    fail: [{ name: "off", facets: { enabled: false } }],
  },
});
