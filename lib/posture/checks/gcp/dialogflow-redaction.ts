import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/dialogflow-redaction",
  title: "Dialogflow agent masks sensitive words in what it keeps",
  severity: "medium",
  layer: "data",
  function: "protect",
  appliesTo: "gcp.dialogflow.agent",
  risk: "Card numbers, health data and passwords that users type lie in the log for whoever may read it.",
  remediation: {
    summary: "Attach security settings with a Sensitive Data Protection template to the agent.",
    cli: "Create securitySettings with redactionStrategy REDACT_WITH_SERVICE and an inspect template, then set securitySettings by agents.patch",
    terraform:
      "security_settings = google_dialogflow_cx_security_settings.masked.id on google_dialogflow_cx_agent",
    console: ["Dialogflow CX › Agent settings › Security", "Choose security settings with redaction"],
  },
  references: ["https://cloud.google.com/dialogflow/cx/docs/concept/security-settings"],

  evaluate: ({ properties: { edition, cloudLogging, interactionLogging, redaction } }) => {
    if (edition === "es" || (!cloudLogging && !interactionLogging)) return notApplicable;
    return redaction ? pass : fail("What users type is kept as they typed it", { redaction });
  },

  examples: {
    pass: [
      {
        name: "masked",
        properties: { edition: "cx", cloudLogging: true, interactionLogging: true, redaction: true },
      },
    ],
    fail: [
      {
        name: "kept as typed",
        properties: { edition: "cx", cloudLogging: false, interactionLogging: true, redaction: false },
      },
    ],
    notApplicable: [
      {
        name: "keeps nothing",
        properties: { edition: "cx", cloudLogging: false, interactionLogging: false, redaction: false },
      },
      {
        name: "the older edition has no such settings",
        properties: { edition: "es", cloudLogging: true, interactionLogging: true, redaction: false },
      },
    ],
  },
});
