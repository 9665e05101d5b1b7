import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/dialogflow-logging",
  title: "Dialogflow agent logs its conversations",
  severity: "medium",
  layer: "model",
  function: "detect",
  appliesTo: "gcp.dialogflow.agent",
  risk: "How the agent was talked into something, and by whom, cannot be told afterwards.",
  remediation: {
    summary: "Switch Cloud Logging or interaction logging on.",
    cli: "Set advancedSettings.loggingSettings.enableStackdriverLogging and enableInteractionLogging by agents.patch",
    terraform:
      "advanced_settings { logging_settings { enable_stackdriver_logging = true enable_interaction_logging = true } } on google_dialogflow_cx_agent",
    console: [
      "Dialogflow CX › Agent settings › General › Logging settings",
      "Turn on Cloud Logging and conversation history",
    ],
  },
  references: ["https://cloud.google.com/dialogflow/cx/docs/concept/agent-settings#settings-general"],

  evaluate: ({ properties: { cloudLogging, interactionLogging } }) =>
    cloudLogging || interactionLogging
      ? pass
      : fail("It keeps no record of what was said", { cloudLogging, interactionLogging }),

  examples: {
    pass: [
      { name: "to Cloud Logging", properties: { cloudLogging: true, interactionLogging: false } },
      { name: "as conversation history", properties: { cloudLogging: false, interactionLogging: true } },
    ],
    fail: [{ name: "neither", properties: { cloudLogging: false, interactionLogging: false } }],
  },
});
