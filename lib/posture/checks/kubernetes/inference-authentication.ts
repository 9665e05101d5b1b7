import { defineCheck, fail, pass } from "#lib/domain/check.ts";
import { openTo } from "#lib/domain/kubernetes-servers.ts";

export default defineCheck({
  id: "kubernetes/inference-authentication",
  title: "Model server asks its callers who they are, or a policy names them",
  severity: "critical",
  layer: "api",
  function: "protect",
  appliesTo: "kubernetes.model-server",
  risk: "Anybody who reaches it uses the model at your cost, and reads what it is told.",
  remediation: {
    summary: "Start the server with a key, or let only named callers reach it.",
    cli: "kubectl set env deployment/<server> --namespace <namespace> --from=secret/<keys> VLLM_API_KEY-  # or pass --api-key from a secret",
    terraform:
      'resource "kubernetes_network_policy_v1" "callers" { spec { pod_selector { match_labels = { app = "server" } } policy_types = ["Ingress"] ingress { from { pod_selector { match_labels = { app = "caller" } } } } } }',
    console: [
      "Open the workload in the cluster's console › Edit",
      "Add the key from a secret, and roll it out",
    ],
  },
  references: [
    "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
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
          authenticationReason: "--api-key is given",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: false,
        },
      },
      {
        name: "no key, but a policy names who may connect",
        properties: {
          authentication: "none",
          authenticationReason: "Neither --api-key nor VLLM_API_KEY is given",
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
          authenticationReason: "Neither --api-key nor VLLM_API_KEY is given",
          exposedBy: ["load balancer of service a"],
          ingressIsolated: true,
        },
      },
      {
        name: "open to every pod",
        properties: {
          authentication: "none",
          authenticationReason: "Neither --api-key nor VLLM_API_KEY is given",
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
