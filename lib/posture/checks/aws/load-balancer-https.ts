import { aiRouteKinds, frontsAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const beforeModel = {
  resources: [sampleResource("agent", "agent")],
  relationships: [{ from: "example", kind: "routes-to" as const, to: "agent" }],
};

export default defineCheck({
  id: "aws/load-balancer-https",
  title: "Load balancer before a model answers over TLS only",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "aws.elbv2.load-balancer",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "Prompts, answers and session tokens cross the network in clear.",
  remediation: {
    summary: "Let the HTTP listener redirect to HTTPS.",
    cli: "aws elbv2 modify-listener --listener-arn <listener> --default-actions 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}'",
    terraform:
      'default_action { type = "redirect" redirect { protocol = "HTTPS" port = "443" status_code = "HTTP_301" } }',
    console: [
      "EC2 › Load balancers › open it › Listeners › select HTTP:80 › Edit",
      "Redirect to HTTPS, port 443",
    ],
  },
  references: [
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html",
  ],

  evaluate: ({ key, properties: { plainHttp } }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    return plainHttp ? fail("It answers plain HTTP", { plainHttp }) : pass;
  },

  examples: {
    pass: [
      { name: "redirects or listens on HTTPS", properties: { plainHttp: false }, neighbours: beforeModel },
    ],
    fail: [{ name: "forwards plain HTTP", properties: { plainHttp: true }, neighbours: beforeModel }],
    notApplicable: [{ name: "no model behind it", properties: { plainHttp: true } }],
  },
});
