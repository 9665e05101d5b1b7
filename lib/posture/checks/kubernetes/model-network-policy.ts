import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/model-network-policy",
  title: "Network policies name who may call a model workload",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "Any pod of the cluster that is broken into reaches the model and its data.",
  remediation: {
    summary: "Select its pods by a policy that lets in its callers by name.",
    cli: "kubectl apply -f policy.yaml  # podSelector: the workload; policyTypes: [Ingress]; ingress.from: its callers",
    terraform:
      'resource "kubernetes_network_policy_v1" "model" { spec { policy_types = ["Ingress"] pod_selector { match_labels = { app = "vllm" } } } }',
    console: [
      "Open the namespace › Network policies › Create",
      "Select the workload's pods and name its callers",
    ],
  },
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const { ingressIsolated, hostNamespaces } = properties;
    if (ingressIsolated) return pass;
    return fail(
      hostNamespaces.includes("network")
        ? "Policies do not hold for it: it shares its node's network"
        : "No policy limits who may connect to its pods",
      { ingressIsolated },
    );
  },

  examples: {
    pass: [
      {
        name: "callers are named",
        properties: { ingressIsolated: true, hostNamespaces: [] },
        neighbours: served,
      },
    ],
    fail: [
      { name: "no policy", properties: { ingressIsolated: false, hostNamespaces: [] }, neighbours: served },
      {
        name: "on the node's network",
        properties: { ingressIsolated: false, hostNamespaces: ["network"] },
        neighbours: served,
      },
    ],
    notApplicable: [{ name: "no model in it", properties: { ingressIsolated: false, hostNamespaces: [] } }],
  },
});
