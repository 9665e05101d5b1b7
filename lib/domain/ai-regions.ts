import type { ResourceGraph } from "./graph.ts";
import type { ResourceClass } from "./resource-class.ts";

/** Where one of these is, AI runs. A model of a provider's catalogue or a vector store by itself runs nothing. */
const running = [
  "ai-service",
  "model-deployment",
  "agent",
  "agent-tool",
  "knowledge-base",
  "notebook",
  "workspace",
  "training-job",
] as const satisfies readonly ResourceClass[];

/** Regions of an account in which AI runs, in order. */
export function aiRegionsOf(graph: ResourceGraph, account: string): string[] {
  const regions = new Set<string>();
  for (const wanted of running)
    for (const resource of graph.ofClass(wanted))
      if (resource.account === account && resource.region !== null) regions.add(resource.region);
  return [...regions].toSorted();
}
