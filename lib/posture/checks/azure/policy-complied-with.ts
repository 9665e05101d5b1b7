import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/policy-complied-with",
  title: "AI resources comply with the policies over them",
  severity: "low",
  layer: "identity",
  function: "detect",
  appliesTo: "azure.authorization.policy-assignment",
  risk: "What the company decided for all its AI resources is not so for some of them.",
  remediation: {
    summary: "Open the resources that do not comply and mend them, or exempt them with a reason.",
    cli: "az policy state list --filter \"complianceState eq 'NonCompliant'\" --policy-assignment <assignment>",
    terraform: "azurerm_resource_policy_exemption for what is to stay as it is",
    console: ["Open Policy › Compliance › the assignment", "Open each resource that does not comply"],
  },
  references: ["https://learn.microsoft.com/azure/governance/policy/how-to/get-compliance-data"],

  evaluate: ({ facets: { coversAi }, properties }) => {
    if (!coversAi) return notApplicable;
    const { nonCompliantAiResources, compliantAiResources } = properties;
    return nonCompliantAiResources > 0
      ? fail(`${nonCompliantAiResources} AI resources do not comply`, {
          nonCompliantAiResources,
          compliantAiResources,
        })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "all comply",
        facets: { coversAi: true },
        properties: { nonCompliantAiResources: 0, compliantAiResources: 3 },
      },
    ],
    fail: [
      {
        name: "one does not",
        facets: { coversAi: true },
        properties: { nonCompliantAiResources: 1, compliantAiResources: 2 },
      },
    ],
    notApplicable: [
      {
        name: "about something else",
        facets: { coversAi: false },
        properties: { nonCompliantAiResources: 0, compliantAiResources: 0 },
      },
    ],
  },
});
