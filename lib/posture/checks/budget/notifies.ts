import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "budget/notifies",
  title: "Budget that counts AI tells somebody when it is spent",
  severity: "low",
  layer: "api",
  function: "detect",
  appliesToClass: "budget",
  risk: "The limit is known and nobody hears that it was passed.",
  remediation: {
    summary: "Add a notification with somebody who reads it.",
    cli: "aws budgets create-notification --account-id <account> --budget-name <budget> --notification NotificationType=ACTUAL,ComparisonOperator=GREATER_THAN,Threshold=80 --subscribers SubscriptionType=EMAIL,Address=<address>",
    terraform:
      'notification { comparison_operator = "GREATER_THAN" threshold = 80 threshold_type = "PERCENTAGE" notification_type = "ACTUAL" subscriber_email_addresses = ["costs@example.com"] }',
    console: ["Open the budget", "Add an alert threshold and who is to be told"],
  },
  references: [
    "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-best-practices.html",
    "https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",
    "https://cloud.google.com/billing/docs/how-to/budgets",
  ],

  evaluate: ({ facets: { notifies, coversAi } }) => {
    if (!coversAi) return notApplicable;
    return notifies ? pass : fail("Nobody is told when it is spent", { notifies });
  },

  examples: {
    pass: [{ name: "tells somebody", facets: { coversAi: true, notifies: true } }],
    fail: [{ name: "tells nobody", facets: { coversAi: true, notifies: false } }],
    notApplicable: [{ name: "of other services", facets: { coversAi: false, notifies: false } }],
  },
});
