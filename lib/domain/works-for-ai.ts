import type { ResourceGraph } from "./graph.ts";
import { classOf } from "./resource.ts";
import type { ResourceClass } from "./resource-class.ts";

const aiWorkloads: ReadonlySet<ResourceClass> = new Set([
  "agent",
  "notebook",
  "training-job",
  "pipeline",
  "model-deployment",
]);

/** Whether an AI workload runs as the identity, or an application that calls a model or its grounding. */
export const worksForAi = (identityKey: string, graph: ResourceGraph): boolean =>
  graph
    .followBack(identityKey, "runs-as")
    .some(
      ({ key, type }) =>
        aiWorkloads.has(classOf(type)) ||
        graph.follow(key, "invokes").length > 0 ||
        graph.followBack(key, "hosted-on").length > 0 ||
        graph.follow(key, "grounded-on").length > 0,
    );
