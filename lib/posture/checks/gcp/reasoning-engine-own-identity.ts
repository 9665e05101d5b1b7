import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/reasoning-engine-own-identity",
  title: "Agent Engine agent acts as an identity of its own",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.aiplatform.reasoning-engine",
  risk: "All agents of the project act as the one account of the service, so each may do what any of them needs.",
  remediation: {
    summary: "Deploy the agent with an agent identity, or with a service account made for it.",
    cli: 'client.agent_engines.update(name=AGENT, config={"service_account": "AGENT@PROJECT.iam.gserviceaccount.com"})',
    terraform:
      "spec { service_account = google_service_account.agent.email } on google_vertex_ai_reasoning_engine",
    console: [
      "Vertex AI › Agent Engine › deploy the agent anew",
      "Identity › Agent identity, or a service account of its own",
    ],
  },
  references: [
    "https://cloud.google.com/vertex-ai/generative-ai/docs/agent-engine/set-up",
    "https://cloud.google.com/vertex-ai/generative-ai/docs/agent-engine/agent-identity",
  ],

  evaluate: ({ properties: { identityType } }) =>
    identityType === "service-agent"
      ? fail("It runs as the agent of the service, which every other agent shares", { identityType })
      : pass,

  examples: {
    pass: [
      { name: "an account of its own", properties: { identityType: "service-account" } },
      { name: "an agent identity", properties: { identityType: "agent-identity" } },
    ],
    fail: [{ name: "none stated", properties: { identityType: "service-agent" } }],
  },
});
