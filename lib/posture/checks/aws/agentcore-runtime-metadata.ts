import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-runtime-metadata",
  title: "AgentCore runtime's metadata service asks for a session token",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.agentcore.runtime",
  risk: "A tool that fetches addresses can be sent to the metadata service and comes back with the role's credentials.",
  remediation: {
    summary: "Require version 2 of the metadata service.",
    cli: "aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id <id> --role-arn <role> --agent-runtime-artifact file://artifact.json --network-configuration file://network.json --metadata-configuration requireMMDSV2=true",
    terraform: "metadata_configuration { require_mmdsv2 = true }",
    console: ["Set it with the command line, and test that the agent's SDK is new enough to ask for a token"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_RuntimeMetadataConfiguration.html",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ properties: { metadataTokens } }) =>
    metadataTokens ? pass : fail("Its metadata service answers without a session token", { metadataTokens }),

  examples: {
    pass: [{ name: "required", properties: { metadataTokens: true } }],
    fail: [{ name: "not required", properties: { metadataTokens: false } }],
  },
});
