import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/policy-enforced",
  title: "Policy over AI resources is enforced",
  severity: "low",
  layer: "identity",
  function: "protect",
  appliesTo: "azure.authorization.policy-assignment",
  risk: "The rule is written, and whoever deploys against it is not stopped.",
  remediation: {
    summary: "Mend or exempt what does not comply, and enforce the assignment.",
    cli: "az policy assignment update --name <assignment> --scope <scope> --enforcement-mode Default",
    terraform: "enforce = true on azurerm_subscription_policy_assignment",
    console: ["Open Policy › Assignments › the assignment › Edit assignment", "Switch policy enforcement on"],
  },
  references: [
    "https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#enforcement-mode",
  ],

  evaluate: ({ facets: { enforced, coversAi }, properties: { enforcementMode } }) => {
    if (!coversAi) return notApplicable;
    return enforced ? pass : fail("It only watches AI resources", { enforcementMode });
  },

  examples: {
    pass: [
      {
        name: "enforced",
        facets: { enforced: true, coversAi: true },
        properties: { enforcementMode: "Default" },
      },
    ],
    fail: [
      {
        name: "watches only",
        facets: { enforced: false, coversAi: true },
        properties: { enforcementMode: "DoNotEnforce" },
      },
    ],
    notApplicable: [
      {
        name: "about something else",
        facets: { enforced: false, coversAi: false },
        properties: { enforcementMode: "DoNotEnforce" },
      },
    ],
  },
});
