import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-runtime-private-network",
  title: "AgentCore runtime runs in a network of one's own",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "aws.agentcore.runtime",
  risk: "An agent that was talked into something sends what it knows to any address on the internet.",
  remediation: {
    summary:
      "Run it in VPC mode, in private subnets whose security groups let out only what the agent needs.",
    cli: 'aws bedrock-agentcore-control update-agent-runtime --agent-runtime-id <id> --role-arn <role> --agent-runtime-artifact file://artifact.json --network-configuration networkMode=VPC,networkModeConfig="{securityGroups=[<group>],subnets=[<subnet>]}"',
    terraform:
      'network_configuration { network_mode = "VPC" network_mode_config { security_groups = [aws_security_group.agent.id] subnets = aws_subnet.private[*].id } }',
    console: [
      "Bedrock AgentCore › Agent runtime › open the runtime › Edit",
      "Network › VPC: choose private subnets and a security group with narrow egress",
    ],
  },
  references: ["https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html"],

  evaluate: ({ properties: { networkMode } }) =>
    networkMode === "VPC" ? pass : fail(`It runs in ${networkMode} network mode`, { networkMode }),

  examples: {
    pass: [{ name: "in a VPC", properties: { networkMode: "VPC" } }],
    fail: [
      { name: "public", properties: { networkMode: "PUBLIC" } },
      {
        name: "a mode nobody knows yet is not taken for a private one",
        properties: { networkMode: "SHARED" },
      },
    ],
  },
});
