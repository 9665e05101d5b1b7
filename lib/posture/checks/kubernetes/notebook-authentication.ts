import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { openTo } from "#lib/domain/kubernetes-servers.ts";

export default defineCheck({
  id: "kubernetes/notebook-authentication",
  title: "Notebook server asks its callers who they are, or a policy names them",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.notebook",
  risk: "Whoever opens it runs code with all that the notebook may do.",
  remediation: {
    summary: "Keep the token that Jupyter makes, or put single sign-on in front.",
    cli: "kubectl edit statefulset <notebook> --namespace <namespace>  # remove --ServerApp.token=''",
    terraform:
      'resource "kubernetes_network_policy_v1" "callers" { spec { pod_selector { match_labels = { app = "server" } } policy_types = ["Ingress"] ingress { from { pod_selector { match_labels = { app = "caller" } } } } } }',
    console: [
      "Open the workload in the cluster's console › Edit",
      "Add the key from a secret, and roll it out",
    ],
  },
  references: [
    "https://jupyter-server.readthedocs.io/en/latest/operators/security.html",
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
          authenticationReason: "It asks for its token",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: false,
        },
      },
      {
        name: "no key, but a policy names who may connect",
        properties: {
          authentication: "none",
          authenticationReason: "--ServerApp.token is empty",
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
          authenticationReason: "--ServerApp.token is empty",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: true,
        },
      },
      {
        name: "open to every pod",
        properties: {
          authentication: "none",
          authenticationReason: "--ServerApp.token is empty",
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
