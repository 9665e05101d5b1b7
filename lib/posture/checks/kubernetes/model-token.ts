import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/model-token",
  title: "Model workload mounts no token of the cluster",
  severity: "high",
  layer: "identity",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "Whoever reads a file of the pod can talk to the API server as its account.",
  remediation: {
    summary:
      "Set automountServiceAccountToken to false: a server of models, an index or a notebook does not call the API server.",
    cli: 'kubectl patch deployment <name> --namespace <namespace> --patch \'{"spec": {"template": {"spec": {"automountServiceAccountToken": false}}}}\'',
    terraform: "automount_service_account_token = false in the pod's spec",
    console: ["Open the workload › Edit", "Set automountServiceAccountToken: false in the pod's spec"],
  },
  references: [
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
  ],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const { tokenMounted, serviceAccount, kind } = properties;
    // The heads of a Ray cluster and a notebook hub make pods of their own, for which they need it.
    if (kind === "RayCluster") return notApplicable;
    return tokenMounted
      ? fail(`Its pods hold the token of ${serviceAccount}`, { tokenMounted, serviceAccount })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "no token",
        properties: { tokenMounted: false, serviceAccount: "vllm", kind: "Deployment" },
        neighbours: served,
      },
    ],
    fail: [
      {
        name: "a token",
        properties: { tokenMounted: true, serviceAccount: "default", kind: "Deployment" },
        neighbours: served,
      },
    ],
    notApplicable: [
      {
        name: "no model in it",
        properties: { tokenMounted: true, serviceAccount: "default", kind: "Deployment" },
      },
      {
        name: "one that makes pods itself",
        properties: { tokenMounted: true, serviceAccount: "ray", kind: "RayCluster" },
        neighbours: served,
      },
    ],
  },
});
