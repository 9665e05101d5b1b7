import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/dialogflow-webhook-proof",
  title: "Dialogflow webhook can tell that it is called by its agent",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.dialogflow.webhook",
  risk: "Anybody who finds the address can call the service with made-up conversations and parameters.",
  remediation: {
    summary: "Let the agent send an identity token, and let the service verify it.",
    cli: "Set genericWebService.serviceAgentAuth to ID_TOKEN by webhooks.patch, and grant the invoker role to the agent of the service",
    terraform: 'generic_web_service { service_agent_auth = "ID_TOKEN" } on google_dialogflow_cx_webhook',
    console: ["Dialogflow CX › Manage › Webhooks › open it", "Service agent auth › ID token"],
  },
  references: ["https://cloud.google.com/dialogflow/cx/docs/concept/webhook#auth"],

  evaluate: ({ properties: { enabled, proof } }) => {
    if (!enabled) return notApplicable;
    return proof === "none" ? fail("The agent sends nothing that proves who calls", { proof }) : pass;
  },

  examples: {
    pass: [
      {
        name: "an identity token, which is the default",
        properties: { enabled: true, proof: "google-identity" },
      },
      { name: "a password", properties: { enabled: true, proof: "password" } },
      { name: "within a private network", properties: { enabled: true, proof: "private-network" } },
    ],
    fail: [{ name: "nothing", properties: { enabled: true, proof: "none" } }],
    notApplicable: [{ name: "switched off", properties: { enabled: false, proof: "none" } }],
  },
});
