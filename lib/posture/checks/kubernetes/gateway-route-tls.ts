import { aiRouteKinds, frontsAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const beforeModel = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "example", kind: "routes-to" as const, to: "server" }],
};

export default defineCheck({
  id: "kubernetes/gateway-route-tls",
  title: "Route in front of a model is attached to encrypted listeners alone",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "kubernetes.gateway-route",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "Prompts, answers and the callers' keys are read by everybody on the way.",
  remediation: {
    summary:
      "Attach the route to the HTTPS listener by its section name, and let the HTTP listener only redirect.",
    cli: "kubectl edit httproute <name> --namespace <namespace>  # parentRefs: - name: <gateway> sectionName: https",
    terraform: 'parentRefs = [{ name = "gateway", sectionName = "https" }] in the manifest of the route',
    console: ["Open the route › Edit", "Choose the HTTPS listener of the gateway"],
  },
  references: [
    "https://gateway-api.sigs.k8s.io/guides/tls/",
    "https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/",
  ],

  evaluate: ({ key, properties: { hostsWithoutTls } }, graph) => {
    if (!frontsAi(graph, key)) return notApplicable;
    return hostsWithoutTls.length === 0
      ? pass
      : fail(`${hostsWithoutTls.join(", ")} is served in clear`, { hostsWithoutTls });
  },

  examples: {
    pass: [{ name: "each host covered", properties: { hostsWithoutTls: [] }, neighbours: beforeModel }],
    fail: [
      {
        name: "one of two hosts covered",
        properties: { hostsWithoutTls: ["chat.example.com"] },
        neighbours: beforeModel,
      },
      { name: "any host, no certificate", properties: { hostsWithoutTls: ["*"] }, neighbours: beforeModel },
    ],
    notApplicable: [{ name: "no model behind it", properties: { hostsWithoutTls: ["*"] } }],
  },
});
