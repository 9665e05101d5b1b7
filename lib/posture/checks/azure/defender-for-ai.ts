import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "azure/defender-for-ai",
  title: "Defender for AI services is on in the subscription",
  severity: "high",
  layer: "model",
  function: "detect",
  appliesTo: "azure.resources.subscription",
  risk: "Jailbreaks, leaked credentials and abuse of models raise no alert.",
  remediation: {
    summary: "Switch the AI services plan of Defender for Cloud on.",
    cli: "az security pricing create --name AI --tier Standard",
    terraform: 'azurerm_security_center_subscription_pricing with resource_type = "AI" and tier = "Standard"',
    console: ["Open Defender for Cloud › Environment settings › the subscription", "Switch AI services on"],
  },
  references: ["https://learn.microsoft.com/azure/defender-for-cloud/ai-threat-protection"],

  evaluate: ({ properties: { defenderPlans } }) =>
    defenderPlans.includes("AI") ? pass : fail("The plan for AI services is off", { defenderPlans }),

  examples: {
    pass: [{ name: "on", properties: { defenderPlans: ["Arm", "AI"] } }],
    fail: [
      { name: "other plans only", properties: { defenderPlans: ["Arm", "AppServices"] } },
      { name: "no plan at all", properties: { defenderPlans: [] } },
    ],
    unknown: [
      {
        name: "plans that may not be read",
        unknown: {
          "properties.defenderPlans": {
            reason: "denied",
            call: "Microsoft.Security:Pricings_List",
            permission: "Microsoft.Security/pricings/read",
            message: "AuthorizationFailed",
          },
        },
      },
    ],
  },
});
