import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/model-hardening",
  title: "Model workload runs unprivileged, confined and without capabilities",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "A flaw in the server reaches further than it must.",
  remediation: {
    summary:
      "Run as a user of its own with the runtime's seccomp profile, without added capabilities or a way to gain rights.",
    cli: "kubectl edit deployment <name> --namespace <namespace>  # runAsNonRoot: true, seccompProfile: RuntimeDefault, allowPrivilegeEscalation: false",
    terraform:
      'security_context { run_as_non_root = true allow_privilege_escalation = false seccomp_profile { type = "RuntimeDefault" } }',
    console: ["Open the workload › Edit", "Add the security context of the restricted standard"],
  },
  references: ["https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted"],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const { rootContainers, addedCapabilities, containersWithoutSeccomp, escalatableContainers } = properties;
    const said = [
      ...(rootContainers.length > 0 ? [`${rootContainers.join(", ")} may run as root`] : []),
      ...(addedCapabilities.length > 0 ? [`${addedCapabilities.join(", ")} is added`] : []),
      ...(containersWithoutSeccomp.length > 0
        ? [`${containersWithoutSeccomp.join(", ")} has no seccomp profile`]
        : []),
      ...(escalatableContainers.length > 0 ? [`${escalatableContainers.join(", ")} may gain rights`] : []),
    ];
    if (said.length === 0) return pass;
    return fail(`In this workload ${said.join("; ")}`, {
      rootContainers,
      addedCapabilities,
      containersWithoutSeccomp,
      escalatableContainers,
    });
  },

  examples: {
    pass: [
      {
        name: "restricted",
        properties: {
          rootContainers: [],
          addedCapabilities: [],
          containersWithoutSeccomp: [],
          escalatableContainers: [],
        },
        neighbours: served,
      },
    ],
    fail: [
      {
        name: "root",
        properties: {
          rootContainers: ["vllm"],
          addedCapabilities: [],
          containersWithoutSeccomp: [],
          escalatableContainers: [],
        },
        neighbours: served,
      },
      {
        name: "a capability",
        properties: {
          rootContainers: [],
          addedCapabilities: ["vllm: SYS_ADMIN"],
          containersWithoutSeccomp: [],
          escalatableContainers: [],
        },
        neighbours: served,
      },
      {
        name: "no seccomp profile, and a way to gain rights",
        properties: {
          rootContainers: [],
          addedCapabilities: [],
          containersWithoutSeccomp: ["vllm"],
          escalatableContainers: ["vllm"],
        },
        neighbours: served,
      },
    ],
    notApplicable: [
      {
        name: "no model in it",
        properties: {
          rootContainers: ["vllm"],
          addedCapabilities: [],
          containersWithoutSeccomp: [],
          escalatableContainers: [],
        },
      },
    ],
  },
});
