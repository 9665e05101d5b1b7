import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/assistant-web-grounding",
  title: "Gemini Enterprise assistant does not put questions to the open web",
  severity: "low",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.discoveryengine.assistant",
  risk: "What people ask, confidential words among it, becomes queries to web search, and pages anybody wrote become instructions.",
  remediation: {
    summary: "Switch web grounding off, or use the enterprise search that keeps no queries.",
    cli: "Set webGroundingType to WEB_GROUNDING_TYPE_ENTERPRISE_WEB_SEARCH or WEB_GROUNDING_TYPE_DISABLED by assistants.patch",
    terraform:
      'web_grounding_type = "WEB_GROUNDING_TYPE_ENTERPRISE_WEB_SEARCH" on google_discovery_engine_assistant',
    console: [
      "Gemini Enterprise › open the app › Configurations › Assistant",
      "Web grounding › Enterprise web search, or off",
    ],
  },
  references: ["https://cloud.google.com/vertex-ai/generative-ai/docs/grounding/web-grounding-enterprise"],

  evaluate: ({ properties: { webGrounding } }) =>
    webGrounding === "google_search" ? fail("It grounds answers on Google Search", { webGrounding }) : pass,

  examples: {
    pass: [
      { name: "off", properties: { webGrounding: "disabled" } },
      { name: "enterprise search", properties: { webGrounding: "enterprise_web_search" } },
    ],
    fail: [{ name: "Google Search", properties: { webGrounding: "google_search" } }],
  },
});
