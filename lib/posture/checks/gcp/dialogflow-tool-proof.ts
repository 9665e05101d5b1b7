import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/dialogflow-tool-proof",
  title: "Dialogflow tool can tell that it is called by its agent",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "gcp.dialogflow.tool",
  risk: "Anybody who finds the address can call the tool and do what the agent may do.",
  remediation: {
    summary: "Give the tool an authentication: the agent of the service, a service account, or OAuth.",
    cli: "Set openApiSpec.authentication.serviceAgentAuthConfig by tools.patch",
    terraform:
      'open_api_spec { authentication { service_agent_auth_config { service_agent_auth = "ID_TOKEN" } } } on google_dialogflow_cx_tool',
    console: ["Dialogflow CX › Tools › open it › Authentication", "Service agent token › ID token"],
  },
  references: ["https://cloud.google.com/dialogflow/cx/docs/concept/playbook/tool#openapi-auth"],

  evaluate: ({ properties: { kind, proof } }) => {
    if (kind !== "open-api") return notApplicable;
    return proof === "none" ? fail("The agent sends nothing that proves who calls", { proof }) : pass;
  },

  examples: {
    pass: [{ name: "an identity token", properties: { kind: "open-api", proof: "google-identity" } }],
    fail: [{ name: "nothing", properties: { kind: "open-api", proof: "none" } }],
    notApplicable: [{ name: "a data store of its own", properties: { kind: "data-store", proof: "none" } }],
  },
});
