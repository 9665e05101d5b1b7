import { defineCheck, missing, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const account = "111122223333";
const models = sampleResource("ai-service", "openai", {}, { account });
const budget = (notifies: boolean, coversAi: boolean) =>
  sampleResource(
    "budget",
    `budget ${notifies} ${coversAi}`,
    { notifies, coversAi },
    { account, type: "azure.consumption.budget" },
  );

export default defineCheck({
  id: "azure/ai-budget",
  title: "Subscription that holds AI services has a budget that tells somebody",
  severity: "medium",
  layer: "api",
  function: "detect",
  appliesTo: "azure.resources.subscription",
  risk: "A stolen key or an agent in a loop spends for weeks, and the invoice is the first to say so.",
  remediation: {
    summary: "Set a budget over the subscription or its AI services, with an alert that somebody reads.",
    cli: "az consumption budget create-with-rg --budget-name ai --amount 1000 --category cost --time-grain Monthly --start-date <date> --end-date <date> --resource-group <group>",
    terraform:
      'azurerm_consumption_budget_subscription with notification { enabled = true threshold = 80 operator = "GreaterThan" contact_emails = ["ai-owner@example.com"] }',
    console: [
      "Open Cost Management › Budgets › Add",
      "Filter by Azure AI services, or not at all",
      "Add an alert at 80 %",
    ],
  },
  references: ["https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets"],

  evaluate: ({ account: subscription }, graph) => {
    const isHere = (resource: { account: string }) => resource.account === subscription;
    if (!graph.ofClass("ai-service").some(isHere)) return notApplicable;
    const budgets = graph.inAccount("azure.consumption.budget", subscription);
    return budgets.some(({ facets }) => facets.notifies && facets.coversAi)
      ? pass
      : missing("No budget over its AI services tells anybody", { budgets: budgets.map(({ name }) => name) });
  },

  examples: {
    pass: [
      { name: "told at a threshold", neighbours: { resources: [models, budget(true, true)] } },
      {
        name: "one of two does both",
        neighbours: { resources: [models, budget(false, true), budget(true, true)] },
      },
    ],
    fail: [
      { name: "none", neighbours: { resources: [models] } },
      { name: "one that tells nobody", neighbours: { resources: [models, budget(false, true)] } },
      {
        name: "one about something else, and one that is silent",
        neighbours: { resources: [models, budget(true, false), budget(false, true)] },
      },
    ],
    notApplicable: [{ name: "no AI service in it" }],
    unknown: [
      {
        name: "budgets that may not be listed",
        neighbours: {
          resources: [models],
          gaps: [
            {
              account,
              region: null,
              produces: ["azure.consumption.budget"],
              unknown: {
                reason: "denied",
                call: "Microsoft.Consumption:Budgets_List",
                permission: "Microsoft.Consumption/budgets/read",
                message: "AuthorizationFailed",
              },
            },
          ],
        },
      },
    ],
  },
});
