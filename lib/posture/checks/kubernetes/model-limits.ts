import { aiCallKinds, worksWithAi } from "#lib/domain/ai-use.ts";
import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";

const served = {
  resources: [sampleResource("model-deployment", "server")],
  relationships: [{ from: "server", kind: "hosted-on" as const, to: "example" }],
};

export default defineCheck({
  id: "kubernetes/model-limits",
  title: "Model workload has limits on memory and processor",
  severity: "medium",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.workload",
  follows: [...aiCallKinds],
  followDepth: 1,
  risk: "One prompt that runs long starves everything else on the node, and costs what it costs.",
  remediation: {
    summary: "Set limits for memory and processor on every container.",
    cli: "kubectl set resources deployment <name> --namespace <namespace> --limits=cpu=8,memory=64Gi",
    terraform: 'resources { limits = { cpu = "8", memory = "64Gi" } }',
    console: ["Open the workload › Edit › Resources", "Enter limits for each container"],
  },
  references: [
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    "https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/",
  ],

  evaluate: ({ key, properties }, graph) => {
    if (!worksWithAi(graph, key)) return notApplicable;
    const { missingLimits } = properties;
    return missingLimits.length === 0
      ? pass
      : fail(`No limit is set for ${missingLimits.join(", ")}`, { missingLimits });
  },

  examples: {
    pass: [{ name: "limited", properties: { missingLimits: [] }, neighbours: served }],
    fail: [
      { name: "no limit on memory", properties: { missingLimits: ["vllm: memory"] }, neighbours: served },
    ],
    notApplicable: [{ name: "no model in it", properties: { missingLimits: ["vllm: memory"] } }],
  },
});
