import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { isOfClass } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const guardedBy = (
  contentFilter: "none" | "low" | "medium" | "high",
  promptAttack: "none" | "high" = "high",
) => ({
  resources: [sampleResource("guardrail", "filter", { contentFilter, promptAttack })],
  relationships: [{ from: "example", kind: "guarded-by" as const, to: "filter" }],
});

export default defineCheck({
  id: "azure/agent-filtered-deployment",
  title: "Foundry agent answers under a filter that blocks harm and prompt attacks",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "azure.ai-foundry.agent",
  follows: ["guarded-by"],
  followDepth: 1,
  risk: "What a document or a user tells the agent to do reaches its tools unfiltered.",
  remediation: {
    summary:
      "Run the agent on a deployment whose content filter blocks every category and shields against attacks.",
    cli: 'az rest --method patch --url "https://management.azure.com<deployment-id>?api-version=2024-10-01" --body \'{"properties":{"raiPolicyName":"<strict-filter>"}}\'',
    terraform:
      "rai_policy_name = azurerm_cognitive_account_rai_policy.strict.name on azurerm_cognitive_deployment",
    console: [
      "Open Azure AI Foundry › Guardrails + controls",
      "Create a filter that blocks every category and prompt attacks",
      "Apply it to the agent, or to the deployment it runs on",
    ],
  },
  references: [
    "https://learn.microsoft.com/azure/ai-foundry/openai/how-to/content-filters",
    "https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter-prompt-shields",
  ],

  evaluate: ({ key }, graph) => {
    const filters = graph.follow(key, "guarded-by").filter((filter) => isOfClass(filter, "guardrail"));
    // That it has none at all, the check of every agent's guardrail says.
    if (filters.length === 0) return notApplicable;
    const open = filters.find(
      ({ facets }) => facets.contentFilter === "none" || facets.promptAttack === "none",
    );
    if (!open) return pass;
    const { contentFilter, promptAttack } = open.facets;
    return fail(
      contentFilter === "none"
        ? `Its filter ${open.name} lets a category of harm through`
        : `Its filter ${open.name} shields against no prompt attack`,
      { filter: open.name, contentFilter, promptAttack },
    );
  },

  examples: {
    pass: [
      { name: "strict", neighbours: guardedBy("high") },
      { name: "lax, and still blocking", neighbours: guardedBy("low") },
    ],
    fail: [
      { name: "a category let through", neighbours: guardedBy("none") },
      { name: "no shield", neighbours: guardedBy("high", "none") },
    ],
    notApplicable: [{ name: "no filter at all, which another check reports" }],
    unknown: [
      {
        name: "deployments that may not be read",
        unknown: {
          "relationships.guarded-by": {
            reason: "denied",
            call: "Microsoft.CognitiveServices:Deployments_List",
            permission: "Microsoft.CognitiveServices/accounts/deployments/read",
            message: "AuthorizationFailed",
          },
        },
      },
    ],
  },
});
