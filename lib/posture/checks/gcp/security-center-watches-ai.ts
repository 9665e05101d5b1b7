import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/security-center-watches-ai",
  title: "Security Command Center looks for threats to AI",
  severity: "medium",
  layer: "identity",
  function: "detect",
  appliesTo: "gcp.securitycenter.project-services",
  risk: "Prompt attacks, stolen tokens and copied data are in the logs, and nobody is told.",
  remediation: {
    summary: "Switch Event Threat Detection on for the project or above it.",
    cli: "gcloud scc manage services update event-threat-detection --project PROJECT --enablement-state ENABLED",
    terraform:
      'resource "google_scc_management_project_security_center_service" { security_center_service = "event-threat-detection" intended_enablement_state = "ENABLED" }',
    console: ["Security Command Center › Settings › Services", "Event Threat Detection › Enable"],
  },
  references: [
    "https://docs.cloud.google.com/security-command-center/docs/concepts-event-threat-detection-overview",
    "https://docs.cloud.google.com/security-command-center/docs/ai-protection-overview",
  ],

  evaluate: ({ properties: { usesAi, disabledServices }, facets: { enabled, coversAi } }) => {
    if (!usesAi) return notApplicable;
    if (coversAi) return pass;
    return enabled
      ? fail("What reads its events is switched off", { disabledServices })
      : fail("Nothing of it is switched on", { disabledServices });
  },

  examples: {
    pass: [
      {
        name: "on",
        properties: { usesAi: true, disabledServices: [] },
        facets: { enabled: true, coversAi: true },
      },
    ],
    fail: [
      {
        name: "off",
        properties: { usesAi: true, disabledServices: [] },
        facets: { enabled: false, coversAi: false },
      },
      {
        name: "on for misconfigurations alone",
        properties: { usesAi: true, disabledServices: ["event-threat-detection"] },
        facets: { enabled: true, coversAi: false },
      },
    ],
    notApplicable: [
      {
        name: "no service of AI is on",
        properties: { usesAi: false, disabledServices: [] },
        facets: { enabled: false, coversAi: false },
      },
    ],
  },
});
