import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const account = "111122223333";
const withModels = { resources: [sampleResource("ai-service", "openai", {}, { account })] };

export default defineCheck({
  id: "azure/defender-for-ai",
  title: "Defender for AI services is on where a subscription has such services",
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

  evaluate: ({ account, properties: { defenderPlans } }, graph) => {
    if (!graph.ofClass("ai-service").some((service) => service.account === account)) return notApplicable;
    return defenderPlans.includes("AI") ? pass : fail("The plan for AI services is off", { defenderPlans });
  },

  examples: {
    pass: [{ name: "on", properties: { defenderPlans: ["Arm", "AI"] }, neighbours: withModels }],
    fail: [
      {
        name: "other plans only",
        properties: { defenderPlans: ["Arm", "AppServices"] },
        neighbours: withModels,
      },
      { name: "no plan at all", properties: { defenderPlans: [] }, neighbours: withModels },
    ],
    notApplicable: [{ name: "no AI service in it", properties: { defenderPlans: [] } }],
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
        neighbours: withModels,
      },
    ],
  },
});
