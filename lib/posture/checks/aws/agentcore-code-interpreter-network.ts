import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-code-interpreter-network",
  title: "AgentCore code interpreter cannot reach the internet",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.agentcore.code-interpreter",
  risk: "Code that an attacker talked the model into runs with the session's data and a way out.",
  remediation: {
    summary: "Create the interpreter anew in sandbox mode, or in a VPC without a route to the internet.",
    cli: "aws bedrock-agentcore-control create-code-interpreter --name <name> --network-configuration networkMode=SANDBOX",
    terraform: 'network_configuration { network_mode = "SANDBOX" }',
    console: ["Bedrock AgentCore › Built-in tools › Create code interpreter", "Network settings › Sandbox"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CodeInterpreterNetworkConfiguration.html",
    "https://genai.owasp.org/llmrisk/llm062025-excessive-agency/",
  ],

  evaluate: ({ properties: { networkMode } }) =>
    ["SANDBOX", "VPC"].includes(networkMode)
      ? pass
      : fail(`It runs in ${networkMode} network mode`, { networkMode }),

  examples: {
    pass: [
      { name: "sandbox", properties: { networkMode: "SANDBOX" } },
      { name: "in a VPC, whose security group is judged by itself", properties: { networkMode: "VPC" } },
    ],
    fail: [{ name: "public", properties: { networkMode: "PUBLIC" } }],
  },
});
