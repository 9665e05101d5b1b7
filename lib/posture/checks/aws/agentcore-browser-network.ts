import { defineCheck, fail, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-browser-network",
  title: "AgentCore browser runs in a network of one's own",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "aws.agentcore.browser",
  risk: "A page that plants instructions leads the browser, with what the session knows, to any other page.",
  remediation: {
    summary:
      "Create the browser anew in a VPC and let it out through a proxy that allows the sites it is for.",
    cli: 'aws bedrock-agentcore-control create-browser --name <name> --network-configuration networkMode=VPC,vpcConfig="{securityGroups=[<group>],subnets=[<subnet>]}"',
    terraform:
      'network_configuration { network_mode = "VPC" vpc_config { security_groups = [aws_security_group.browser.id] subnets = aws_subnet.private[*].id } }',
    console: ["Bedrock AgentCore › Built-in tools › Create browser tool", "Network settings › VPC"],
  },
  references: ["https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/agentcore-vpc.html"],

  evaluate: ({ properties: { networkMode } }) =>
    networkMode === "VPC" ? pass : fail(`It runs in ${networkMode} network mode`, { networkMode }),

  examples: {
    pass: [{ name: "in a VPC", properties: { networkMode: "VPC" } }],
    fail: [{ name: "public", properties: { networkMode: "PUBLIC" } }],
  },
});
