import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { openTo } from "#lib/domain/kubernetes-servers.ts";

export default defineCheck({
  id: "kubernetes/vector-db-authentication",
  title: "Vector database asks its callers who they are, or a policy names them",
  severity: "critical",
  layer: "data",
  function: "protect",
  appliesTo: "kubernetes.vector-store",
  risk: "Anybody who reaches it reads what grounds the model, and writes what it will say.",
  remediation: {
    summary: "Set an API key, or let only named callers reach it.",
    cli: "kubectl set env statefulset/qdrant --namespace <namespace> --from=secret/<keys>  # QDRANT__SERVICE__API_KEY",
    terraform:
      'resource "kubernetes_network_policy_v1" "callers" { spec { pod_selector { match_labels = { app = "server" } } policy_types = ["Ingress"] ingress { from { pod_selector { match_labels = { app = "caller" } } } } } }',
    console: [
      "Open the workload in the cluster's console › Edit",
      "Add the key from a secret, and roll it out",
    ],
  },
  references: [
    "https://qdrant.tech/documentation/guides/security/",
    "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
  ],

  evaluate: ({ properties }) => {
    const { authenticationReason, exposedBy } = properties;
    const strangers = openTo(properties);
    return strangers === null
      ? pass
      : fail(`It answers ${strangers}: ${authenticationReason}`, { authenticationReason, exposedBy });
  },

  examples: {
    pass: [
      {
        name: "a key",
        properties: {
          authentication: "key",
          authenticationReason: "QDRANT__SERVICE__API_KEY is set",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: false,
        },
      },
      {
        name: "no key, but a policy names who may connect",
        properties: {
          authentication: "none",
          authenticationReason: "No API key is set",
          exposedBy: [],
          ingressIsolated: true,
        },
      },
    ],
    fail: [
      {
        name: "open to the internet",
        properties: {
          authentication: "none",
          authenticationReason: "No API key is set",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: true,
        },
      },
      {
        name: "open to every pod",
        properties: {
          authentication: "none",
          authenticationReason: "No API key is set",
          exposedBy: [],
          ingressIsolated: false,
        },
      },
    ],
    unknown: [
      {
        name: "its key may come from a secret as a whole",
        properties: { authenticationReason: "", exposedBy: [], ingressIsolated: false },
        unknown: {
          "properties.authentication": {
            reason: "unsupported",
            call: "core:pods.list",
            permission: null,
            message: "It may be among the variables that envFrom brings",
          },
        },
      },
    ],
  },
});
