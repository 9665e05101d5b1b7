import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const holdsModel = {
  resources: [sampleResource("compute", "workload"), sampleResource("model-deployment", "server")],
  relationships: [
    { from: "example", kind: "contains" as const, to: "workload" },
    { from: "server", kind: "hosted-on" as const, to: "workload" },
  ],
};

export default defineCheck({
  id: "kubernetes/namespace-pod-security",
  title: "Namespace of model workloads enforces a pod security standard",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.namespace",
  follows: ["contains", ...aiCallKinds],
  followDepth: 2,
  risk: "Whoever may write a workload there may write a privileged one, and with it takes the node.",
  remediation: {
    summary: "Label the namespace so that the restricted, or at least the baseline standard is enforced.",
    cli: "kubectl label namespace <namespace> pod-security.kubernetes.io/enforce=restricted",
    terraform: 'metadata { labels = { "pod-security.kubernetes.io/enforce" = "restricted" } }',
    console: ["Open the namespace › Labels", "Add pod-security.kubernetes.io/enforce = restricted"],
  },
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-admission/"],

  evaluate: ({ key, properties: { podSecurityEnforced } }, graph) => {
    if (!graph.follow(key, "contains").some((workload) => worksWithAi(graph, workload.key)))
      return notApplicable;
    if (podSecurityEnforced === "restricted" || podSecurityEnforced === "baseline") return pass;
    return fail(
      podSecurityEnforced === null
        ? "It enforces no standard"
        : "It enforces the privileged standard, which admits all",
      { podSecurityEnforced },
    );
  },

  examples: {
    pass: [
      { name: "restricted", properties: { podSecurityEnforced: "restricted" }, neighbours: holdsModel },
      { name: "baseline", properties: { podSecurityEnforced: "baseline" }, neighbours: holdsModel },
    ],
    fail: [
      { name: "none", properties: { podSecurityEnforced: null }, neighbours: holdsModel },
      {
        name: "one that admits all",
        properties: { podSecurityEnforced: "privileged" },
        neighbours: holdsModel,
      },
    ],
    notApplicable: [{ name: "no model in it", properties: { podSecurityEnforced: null } }],
  },
});
