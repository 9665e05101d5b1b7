import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { aiRouteKinds, frontsAi } from "#lib/domain/ai-use.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const beforeModel = {
  resources: [sampleResource("compute", "fn"), sampleResource("agent", "agent")],
  relationships: [
    { from: "example", kind: "routes-to" as const, to: "fn" },
    { from: "fn", kind: "invokes" as const, to: "agent" },
  ],
};
const beforeCode = {
  resources: [sampleResource("compute", "fn")],
  relationships: [{ from: "example", kind: "routes-to" as const, to: "fn" }],
};

export default defineClassCheck({
  id: "api/firewall",
  title: "API in front of a model stands behind a web application firewall",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesToClass: "api",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "Floods and known attack strings reach the model unfiltered.",
  remediation: {
    summary: "Attach a web ACL with rate and injection rules to the stage.",
    cli: "aws wafv2 associate-web-acl --web-acl-arn <acl> --resource-arn <stage>",
    terraform:
      'resource "aws_wafv2_web_acl_association" "api" { resource_arn = aws_api_gateway_stage.prod.arn web_acl_arn = aws_wafv2_web_acl.main.arn }',
    console: ["WAF & Shield › Web ACLs › open the ACL › Associated AWS resources › Add"],
  },
  references: [
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
  ],

  evaluate: ({ key, facets, derived }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    if (!facets.publicNetwork || facets.firewall) return pass;
    if (derived?.exposure?.reach === "internal") return pass;
    return fail("No firewall stands before every stage", { firewall: facets.firewall });
  },

  examples: {
    pass: [
      { name: "attached", facets: { publicNetwork: true, firewall: true }, neighbours: beforeModel },
      { name: "private", facets: { publicNetwork: false, firewall: false }, neighbours: beforeModel },
      {
        name: "a public address that its security group keeps shut",
        facets: { publicNetwork: true, firewall: false },
        derived: { exposure: { reach: "internal", via: [], reasons: [] } },
        neighbours: beforeModel,
      },
    ],
    fail: [{ name: "none", facets: { publicNetwork: true, firewall: false }, neighbours: beforeModel }],
    notApplicable: [
      {
        name: "no model behind it",
        facets: { publicNetwork: true, firewall: false },
        neighbours: beforeCode,
      },
    ],
  },
});
