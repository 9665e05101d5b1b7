import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/model-hostpath",
  title: "Model workload writes nothing on its node",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "A file written there outlives the pod and is read by others; a runtime's socket is the node itself.",
  remediation: {
    summary: "Keep the model cache on a volume claim, and mount what must come from the node read-only.",
    cli: "kubectl edit deployment <name> --namespace <namespace>  # replace hostPath by a persistentVolumeClaim",
    terraform: 'volume { name = "cache" persistent_volume_claim { claim_name = "model-cache" } }',
    console: ["Open the workload › Edit › Volumes", "Replace the host path by a persistent volume claim"],
  },
  references: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const { writableHostPaths, runtimeSockets } = properties;
    if (runtimeSockets.length > 0)
      return fail(`It mounts the container runtime at ${runtimeSockets.join(", ")}`, {
        runtimeSockets,
        writableHostPaths,
      });
    if (writableHostPaths.length === 0) return pass;
    return fail(`It may write its node's ${writableHostPaths.join(", ")}`, { writableHostPaths });
  },

  examples: {
    pass: [
      { name: "no host path", properties: { writableHostPaths: [], runtimeSockets: [] }, neighbours: served },
    ],
    fail: [
      {
        name: "a cache on the node",
        properties: { writableHostPaths: ["/var/lib/models"], runtimeSockets: [] },
        neighbours: served,
      },
      {
        name: "the runtime's socket, though read-only",
        properties: { writableHostPaths: [], runtimeSockets: ["/run/containerd/containerd.sock"] },
        neighbours: served,
      },
    ],
    notApplicable: [
      { name: "no model in it", properties: { writableHostPaths: ["/var/lib/models"], runtimeSockets: [] } },
    ],
  },
});
