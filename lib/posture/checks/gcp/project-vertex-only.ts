import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const consumerApi = "generativelanguage.googleapis.com";

export default defineCheck({
  id: "gcp/project-vertex-only",
  title: "Project reaches Gemini through Vertex AI alone",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.cloudresourcemanager.project",
  risk: "The consumer Gemini API takes API keys instead of identities, and knows neither perimeters nor customer keys.",
  remediation: {
    summary: "Move callers to Vertex AI, then switch the Gemini API off.",
    cli: "gcloud services disable generativelanguage.googleapis.com --project PROJECT",
    terraform: 'Remove google_project_service for "generativelanguage.googleapis.com"',
    console: ["APIs & Services › Enabled APIs › Gemini API", "Disable API"],
  },
  references: [
    "https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/migrate-google-ai",
    "https://ai.google.dev/gemini-api/docs/api-key",
  ],

  evaluate: ({ properties: { enabledServices } }) =>
    enabledServices.includes(consumerApi)
      ? fail("The consumer Gemini API is switched on", { service: consumerApi })
      : pass,

  examples: {
    pass: [
      { name: "Vertex AI alone", properties: { enabledServices: ["aiplatform.googleapis.com"] } },
      { name: "nothing is on", properties: { enabledServices: [] } },
    ],
    fail: [
      {
        name: "both are on",
        properties: { enabledServices: ["aiplatform.googleapis.com", "generativelanguage.googleapis.com"] },
      },
    ],
  },
});
