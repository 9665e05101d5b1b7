import { defineCheck, fail, pass } from "#lib/domain/check.ts";

const hardened = /gvisor|kata|runsc|firecracker|confidential/i;

export default defineCheck({
  id: "kubernetes/agent-sandbox-isolation",
  title: "Agent sandbox has a hardened runtime, a policy for egress, limits and no token",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.agent-sandbox",
  risk: "Code that a model wrote leaves the sandbox: onto the node, into the network, or against the API server.",
  remediation: {
    summary: "Run it on gVisor or Kata, select it by an egress policy, set limits and mount no token.",
    cli: "kubectl edit sandbox <name> --namespace <namespace>  # podTemplate.spec.runtimeClassName: gvisor",
    terraform: 'runtime_class_name = "gvisor" in the pod template of the sandbox',
    console: [
      "Open the sandbox's manifest › podTemplate.spec",
      "Set runtimeClassName, limits and automountServiceAccountToken: false",
      "Create a network policy for egress that selects its pods",
    ],
  },
  references: [
    "https://agent-sandbox.sigs.k8s.io/docs/",
    "https://kubernetes.io/docs/concepts/containers/runtime-class/",
  ],

  evaluate: ({ properties }) => {
    const { runtimeClass, egressIsolated, missingLimits, tokenMounted } = properties;
    const said = [
      ...(runtimeClass !== null && hardened.test(runtimeClass) ? [] : ["its runtime is no hardened one"]),
      ...(egressIsolated ? [] : ["no policy limits what it may call"]),
      ...(missingLimits.length > 0 ? [`no limit is set for ${missingLimits.join(", ")}`] : []),
      ...(tokenMounted ? ["it holds a token of the cluster"] : []),
    ];
    return said.length === 0
      ? pass
      : fail(`Of this sandbox ${said.join("; ")}`, {
          runtimeClass,
          egressIsolated,
          missingLimits,
          tokenMounted,
        });
  },

  examples: {
    pass: [
      {
        name: "contained",
        properties: { runtimeClass: "gvisor", egressIsolated: true, missingLimits: [], tokenMounted: false },
      },
    ],
    fail: [
      {
        name: "the node's own kernel",
        properties: { runtimeClass: null, egressIsolated: true, missingLimits: [], tokenMounted: false },
      },
      {
        name: "a class that hardens nothing",
        properties: { runtimeClass: "nvidia", egressIsolated: true, missingLimits: [], tokenMounted: false },
      },
      {
        name: "open to the network",
        properties: {
          runtimeClass: "kata-qemu",
          egressIsolated: false,
          missingLimits: [],
          tokenMounted: false,
        },
      },
      {
        name: "a token",
        properties: {
          runtimeClass: "kata-qemu",
          egressIsolated: true,
          missingLimits: [],
          tokenMounted: true,
        },
      },
    ],
  },
});
