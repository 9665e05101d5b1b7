import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/project-gemini-screened",
  title: "Model Armor screens every Gemini call of the project",
  severity: "high",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.project",
  risk: "Injected instructions and harmful or confidential text go in and out of Gemini unseen, unless each caller thinks of a filter.",
  remediation: {
    summary: "Enforce a floor setting in the project, integrate it with Vertex AI, and let it block.",
    cli: "gcloud model-armor floorsettings update --full-uri=projects/PROJECT/locations/global/floorSetting --enable-floor-setting-enforcement=TRUE --add-integrated-services=VERTEX_AI --vertex-ai-enforcement-type=INSPECT_AND_BLOCK",
    terraform:
      'resource "google_model_armor_floorsetting" { enable_floor_setting_enforcement = true integrated_services = ["AI_PLATFORM"] ai_platform_floor_setting { inspect_and_block = true } }',
    console: [
      "Security › Model Armor › Floor settings › Configure",
      "Services › Vertex AI › Inspect and block",
    ],
  },
  references: [
    "https://docs.cloud.google.com/model-armor/model-armor-vertex-integration",
    "https://docs.cloud.google.com/model-armor/configure-floor-settings",
  ],

  evaluate: ({ properties: { enabledServices, geminiScreening } }) => {
    if (!enabledServices.includes("aiplatform.googleapis.com")) return notApplicable;
    if (geminiScreening === "block") return pass;
    return geminiScreening === "inspect"
      ? fail("What it finds is logged and let through", { geminiScreening })
      : fail("No floor setting of the project screens them", { geminiScreening });
  },

  examples: {
    pass: [
      {
        name: "blocks",
        properties: { enabledServices: ["aiplatform.googleapis.com"], geminiScreening: "block" },
      },
    ],
    fail: [
      {
        name: "no floor setting",
        properties: { enabledServices: ["aiplatform.googleapis.com"], geminiScreening: "none" },
      },
      {
        name: "inspects only, which is the default",
        properties: { enabledServices: ["aiplatform.googleapis.com"], geminiScreening: "inspect" },
      },
    ],
    notApplicable: [
      {
        name: "Vertex AI is off",
        properties: { enabledServices: ["run.googleapis.com"], geminiScreening: "none" },
      },
    ],
  },
});
