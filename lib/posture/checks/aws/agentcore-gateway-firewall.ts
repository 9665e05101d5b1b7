import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineCheck({
  id: "aws/agentcore-gateway-firewall",
  title: "AgentCore gateway stands behind a web application firewall",
  severity: "low",
  layer: "api",
  function: "protect",
  appliesTo: "aws.agentcore.gateway",
  risk: "Floods and known attack traffic reach the tools unfiltered.",
  remediation: {
    summary: "Associate a web ACL with a rate limit and the managed core rules.",
    cli: "aws wafv2 associate-web-acl --web-acl-arn <acl> --resource-arn <gateway>",
    terraform:
      'resource "aws_wafv2_web_acl_association" "gateway" { resource_arn = aws_bedrockagentcore_gateway.tools.gateway_arn web_acl_arn = aws_wafv2_web_acl.main.arn }',
    console: ["WAF › Web ACLs › open the ACL › Associated AWS resources", "Add the gateway"],
  },
  references: [
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_GetGateway.html",
  ],

  evaluate: ({ properties: { firewall }, facets: { publicNetwork } }) => {
    if (firewall) return pass;
    return publicNetwork ? fail("No web ACL stands before it", { firewall }) : notApplicable;
  },

  examples: {
    pass: [{ name: "associated", properties: { firewall: true }, facets: { publicNetwork: true } }],
    fail: [{ name: "none", properties: { firewall: false }, facets: { publicNetwork: true } }],
    notApplicable: [
      {
        name: "reached from its VPC alone",
        properties: { firewall: false },
        facets: { publicNetwork: false },
      },
    ],
  },
});
