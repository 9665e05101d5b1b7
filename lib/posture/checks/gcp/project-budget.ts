import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/project-budget",
  title: "A budget covers what the project spends on AI",
  severity: "medium",
  layer: "api",
  function: "detect",
  appliesTo: "gcp.billing.project-budgets",
  risk: "A stolen key or an agent in a loop spends for weeks before the bill tells.",
  remediation: {
    summary: "Make a budget for the project with thresholds.",
    cli: "gcloud billing budgets create --billing-account ACCOUNT --display-name NAME --budget-amount 1000EUR --filter-projects projects/NUMBER --threshold-rule percent=0.9",
    terraform:
      'resource "google_billing_budget" { budget_filter { projects = ["projects/NUMBER"] } threshold_rules { threshold_percent = 0.9 } }',
    console: ["Billing › Budgets & alerts › Create budget", "Choose the project and thresholds"],
  },
  references: [
    "https://cloud.google.com/billing/docs/how-to/budgets",
    "https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/",
  ],

  evaluate: ({ properties: { usesAi, budgets }, facets: { coversAi } }) => {
    if (!usesAi) return notApplicable;
    return coversAi ? pass : fail("No budget counts what its models cost", { budgets });
  },

  examples: {
    pass: [{ name: "covered", properties: { usesAi: true, budgets: ["AI"] }, facets: { coversAi: true } }],
    fail: [
      {
        name: "none, or for other services alone",
        properties: { usesAi: true, budgets: [] },
        facets: { coversAi: false },
      },
    ],
    notApplicable: [
      {
        name: "no service of AI is on",
        properties: { usesAi: false, budgets: [] },
        facets: { coversAi: false },
      },
    ],
  },
});
