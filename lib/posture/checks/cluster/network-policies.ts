import { defineClassCheck, fail, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "cluster/network-policies",
  title: "Network policies of the cluster are enforced",
  severity: "high",
  layer: "api",
  function: "protect",
  appliesToClass: "cluster",
  risk: "Policies are written and hold nobody back: every pod reaches every other and the node's metadata service.",
  remediation: {
    summary: "Switch the cluster's network policy engine on, or install a plugin that enforces policies.",
    cli: "gcloud container clusters update <cluster> --enable-dataplane-v2  # or: az aks update --network-policy cilium",
    terraform: 'network_profile { network_policy = "cilium" }  # azurerm_kubernetes_cluster',
    console: ["Open the cluster › Networking", "Enable network policy"],
  },
  references: [
    "https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites",
    "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
  ],

  evaluate: ({ facets: { networkPolicies } }) =>
    networkPolicies ? pass : fail("Its network plugin enforces no policies", { networkPolicies }),

  examples: {
    pass: [{ name: "enforced", facets: { networkPolicies: true } }],
    fail: [{ name: "not enforced", facets: { networkPolicies: false } }],
  },
});
