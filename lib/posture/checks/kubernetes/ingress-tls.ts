import { aiRouteKinds, frontsAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const beforeModel = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "example", kind: "routes-to" as const, to: "server" }],
};

export default defineCheck({
  id: "kubernetes/ingress-tls",
  title: "Ingress in front of a model serves every host over TLS",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesTo: "kubernetes.ingress",
  follows: [...aiRouteKinds],
  followDepth: 2,
  risk: "Prompts, answers and the callers' keys are read by everybody on the way.",
  remediation: {
    summary: "Name each host under tls with a certificate, for example from cert-manager.",
    cli: "kubectl edit ingress <name> --namespace <namespace>  # spec.tls: - hosts: [<host>] secretName: <certificate>",
    terraform: 'tls { hosts = ["chat.example.com"] secret_name = "chat-tls" }',
    console: ["Open the ingress › Edit", "Add a certificate for each host under TLS"],
  },
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/ingress/#tls",
    "https://kubernetes.github.io/ingress-nginx/user-guide/tls/",
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
