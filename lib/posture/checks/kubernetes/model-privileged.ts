import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/model-privileged",
  title: "Model workload is neither privileged nor in its node's namespaces",
  severity: "critical",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "Whoever breaks into the server, or feeds it a model that runs code, owns the node and all that runs there.",
  remediation: {
    summary: "Drop privileged and the host namespaces from its pods.",
    cli: "kubectl edit deployment <name> --namespace <namespace>  # remove privileged, hostNetwork, hostPID, hostIPC",
    terraform: "security_context { privileged = false } and host_network = false in the pod's spec",
    console: ["Open the workload › Edit", "Remove privileged: true, hostNetwork, hostPID and hostIPC"],
  },
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/"],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const { privilegedContainers, hostNamespaces } = properties;
    if (privilegedContainers.length === 0 && hostNamespaces.length === 0) return pass;
    const said = [
      ...(privilegedContainers.length > 0 ? [`${privilegedContainers.join(", ")} is privileged`] : []),
      ...(hostNamespaces.length > 0 ? [`it shares its node's ${hostNamespaces.join(", ")} namespace`] : []),
    ];
    return fail(`In this workload ${said.join(", and ")}`, { privilegedContainers, hostNamespaces });
  },

  examples: {
    pass: [
      { name: "ordinary", properties: { privilegedContainers: [], hostNamespaces: [] }, neighbours: served },
    ],
    fail: [
      {
        name: "privileged",
        properties: { privilegedContainers: ["vllm"], hostNamespaces: [] },
        neighbours: served,
      },
      {
        name: "the node's network",
        properties: { privilegedContainers: [], hostNamespaces: ["network"] },
        neighbours: served,
      },
    ],
    notApplicable: [
      { name: "no model in it", properties: { privilegedContainers: ["vllm"], hostNamespaces: [] } },
    ],
  },
});
