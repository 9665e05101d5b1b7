import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "alarm/notifies",
  title: "Alarm on the use of models tells somebody",
  severity: "low",
  layer: "api",
  function: "detect",
  appliesToClass: "alarm",
  risk: "The alarm goes off in a list that nobody looks at.",
  remediation: {
    summary: "Give the alarm an action that reaches somebody.",
    cli: "aws cloudwatch put-metric-alarm --alarm-name <alarm> --alarm-actions <topic>",
    terraform: "alarm_actions = [aws_sns_topic.ops.arn]",
    console: ["Open the alarm › Edit › Configure actions", "Choose a topic or channel that somebody reads"],
  },
  references: [
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
    "https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups",
    "https://cloud.google.com/monitoring/support/notification-options",
  ],

  evaluate: ({ facets: { notifies, watchesAi } }) => {
    if (!watchesAi) return notApplicable;
    return notifies ? pass : fail("Its going off tells nobody", { notifies });
  },

  examples: {
    pass: [{ name: "tells somebody", facets: { watchesAi: true, notifies: true } }],
    fail: [{ name: "tells nobody", facets: { watchesAi: true, notifies: false } }],
    notApplicable: [{ name: "of something else", facets: { watchesAi: false, notifies: false } }],
  },
});
