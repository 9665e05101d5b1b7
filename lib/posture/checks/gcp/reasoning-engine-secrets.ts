import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "gcp/reasoning-engine-secrets",
  title: "Agent Engine agent holds no credential in clear",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "gcp.aiplatform.reasoning-engine",
  risk: "Whoever may look at the agent reads the credential, and so does code that the agent is talked into running.",
  remediation: {
    summary: "Keep the value in Secret Manager and name it as a secret variable.",
    cli: 'client.agent_engines.update(name=AGENT, config={"env_vars": {"TOKEN": {"secret": "token", "version": "latest"}}})',
    terraform:
      'deployment_spec { secret_env { name = "TOKEN" secret_ref { secret = "token" version = "latest" } } }',
    console: ["Security › Secret Manager › Create secret", "Deploy the agent with the secret as a variable"],
  },
  references: [
    "https://cloud.google.com/vertex-ai/generative-ai/docs/agent-engine/deploy#environment-variables",
  ],

  evaluate: ({ properties: { secretVariables } }) =>
    secretVariables.length === 0
      ? pass
      : fail(`${secretVariables.join(", ")} can be read in its configuration`, { secretVariables }),

  examples: {
    pass: [{ name: "from Secret Manager", properties: { secretVariables: [] } }],
    fail: [{ name: "two of them", properties: { secretVariables: ["OPENAI_API_KEY", "DB_PASSWORD"] } }],
  },
});
