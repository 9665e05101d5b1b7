import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/dialogflow-webhook-encrypted",
  title: "Dialogflow webhook is called over TLS",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.dialogflow.webhook",
  risk: "Conversations, and the credential that goes with them, can be read and changed on the way.",
  remediation: {
    summary: "Serve the webhook over https and change its address.",
    cli: "Set genericWebService.uri to an https address by webhooks.patch",
    terraform: 'generic_web_service { uri = "https://…" } on google_dialogflow_cx_webhook',
    console: ["Dialogflow CX › Manage › Webhooks › open it", "Webhook URL › https"],
  },
  references: ["https://cloud.google.com/dialogflow/cx/docs/concept/webhook"],

  evaluate: ({ properties: { enabled, encrypted } }) => {
    if (!enabled) return notApplicable;
    return encrypted ? pass : fail("Its address begins with http://", { encrypted });
  },

  examples: {
    pass: [{ name: "https", properties: { enabled: true, encrypted: true } }],
    fail: [{ name: "http", properties: { enabled: true, encrypted: false } }],
    notApplicable: [{ name: "switched off", properties: { enabled: false, encrypted: false } }],
  },
});
