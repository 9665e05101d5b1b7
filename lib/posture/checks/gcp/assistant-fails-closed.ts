import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/assistant-fails-closed",
  title: "Gemini Enterprise assistant stays silent when its guardrail does",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesTo: "gcp.discoveryengine.assistant",
  risk: "Making the guardrail fail, or waiting until it does, lets everything through unscreened.",
  remediation: {
    summary: "Set the failure mode of Model Armor to closed.",
    cli: "Set customerPolicy.modelArmorConfig.failureMode to FAIL_CLOSED by assistants.patch",
    terraform: 'model_armor_config { failure_mode = "FAIL_CLOSED" } on google_discovery_engine_assistant',
    console: [
      "Gemini Enterprise › open the app › Configurations › Assistant",
      "Model Armor › Failure mode › Closed",
    ],
  },
  references: ["https://docs.cloud.google.com/gemini/enterprise/docs/enable-model-armor"],

  evaluate: ({ properties: { failsOpen } }) =>
    failsOpen ? fail("It answers without the guardrail when that does not answer", { failsOpen }) : pass,

  examples: {
    pass: [{ name: "closed, which is the default", properties: { failsOpen: false } }],
    fail: [{ name: "open", properties: { failsOpen: true } }],
  },
});
