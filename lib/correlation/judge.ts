import type { Stop } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { UnknownRead, type Unknown } from "#lib/domain/unknown.ts";

import type { Judge } from "./search/sweep.ts";

/** A stop that could not be decided because it rests on something not collected. */
export type Undecided = { pathId: string; resourceKey: string; unknown: Unknown };

const [notAsked, refused, admitted] = [0, 1, 2];
/** What is searched for, by the conditions it asks. */
type Asking = { id: string; stops: readonly Stop[] };
type Memory = { answers: Uint8Array; unknowns: Map<number, Unknown> };

/**
 * Answers whether a path may stand at a node, and says what could not be decided. A search asks once about each node
 * at each stop; what several shapes ask alike is answered once for all of them.
 */
export function judging(
  graph: ResourceGraph,
  searches: readonly Asking[],
): (search: Asking, undecided: Undecided[]) => Judge {
  const uses = Map.groupBy(
    searches.flatMap(({ stops }) => stops),
    (stop) => stop,
  );
  const memories = new Map<Stop, Memory>();
  const decide = (stop: Stop, node: number): Unknown | boolean => {
    const resource = graph.nodes[node];
    if (!resource) return false;
    try {
      return stop.admits(resource, graph);
    } catch (error) {
      if (error instanceof UnknownRead) return error.unknown;
      throw error;
    }
  };
  const remembered = (stop: Stop, node: number): Unknown | boolean => {
    const memory = memories.get(stop) ?? { answers: new Uint8Array(graph.nodes.length), unknowns: new Map() };
    memories.set(stop, memory);
    const known = memory.answers[node];
    if (known !== notAsked) return memory.unknowns.get(node) ?? known === admitted;
    const answer = decide(stop, node);
    if (typeof answer === "object") memory.unknowns.set(node, answer);
    memory.answers[node] = answer === true ? admitted : refused;
    return answer;
  };
  return ({ id, stops }, undecided) =>
    (stop, node) => {
      const spec = stops[stop];
      if (!spec) return false;
      const answer = (uses.get(spec)?.length ?? 0) > 1 ? remembered(spec, node) : decide(spec, node);
      if (typeof answer === "object")
        undecided.push({ pathId: id, resourceKey: graph.nodes[node]?.key ?? "", unknown: answer });
      return answer === true;
    };
}
