import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/model-egress",
  title: "Model workload calls out only to whom a policy names",
  severity: "medium",
  layer: "api",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "A model that was made to run code, or a prompt that makes it call, sends what it knows anywhere.",
  remediation: {
    summary: "Select its pods by a policy for egress that names what it calls.",
    cli: "kubectl apply -f policy.yaml  # policyTypes: [Egress]; egress.to: what it calls, and port 53",
    terraform:
      'resource "kubernetes_network_policy_v1" "model" { spec { policy_types = ["Egress"] pod_selector { match_labels = { app = "vllm" } } } }',
    console: [
      "Open the namespace › Network policies › Create",
      "Select the workload's pods and name what they call",
    ],
  },
  references: ["https://kubernetes.io/docs/concepts/services-networking/network-policies/"],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const { egressIsolated } = properties;
    return egressIsolated ? pass : fail("No policy limits what its pods may call", { egressIsolated });
  },

  examples: {
    pass: [{ name: "named", properties: { egressIsolated: true }, neighbours: served }],
    fail: [{ name: "open", properties: { egressIsolated: false }, neighbours: served }],
    notApplicable: [{ name: "no model in it", properties: { egressIsolated: false } }],
  },
});
