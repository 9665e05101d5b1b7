import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { openTo } from "#lib/domain/kubernetes-servers.ts";

export default defineCheck({
  id: "kubernetes/registry-authentication",
  title: "Model registry asks its callers who they are, or a policy names them",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.model-registry",
  risk: "Whoever reaches it replaces the models that others load, and runs code where they are loaded.",
  remediation: {
    summary: "Run MLflow with its basic-auth app, or put single sign-on in front.",
    cli: "kubectl edit deployment mlflow --namespace <namespace>  # add --app-name basic-auth",
    terraform:
      'resource "kubernetes_network_policy_v1" "callers" { spec { pod_selector { match_labels = { app = "server" } } policy_types = ["Ingress"] ingress { from { pod_selector { match_labels = { app = "caller" } } } } } }',
    console: [
      "Open the workload in the cluster's console › Edit",
      "Add the key from a secret, and roll it out",
    ],
  },
  references: [
    "https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth/",
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
          authenticationReason: "It runs the basic-auth app",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: false,
        },
      },
      {
        name: "no key, but a policy names who may connect",
        properties: {
          authentication: "none",
          authenticationReason: "It runs without the basic-auth app",
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
          authenticationReason: "It runs without the basic-auth app",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: true,
        },
      },
      {
        name: "open to every pod",
        properties: {
          authentication: "none",
          authenticationReason: "It runs without the basic-auth app",
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
