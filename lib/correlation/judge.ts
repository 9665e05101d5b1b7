import type { Stop } from "#lib/domain/attack-path.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { UnknownRead, type Unknown } from "#lib/domain/unknown.ts";

import type { Judge } from "./search/sweep.ts";

/** A stop that could not be decided because it rests on something not collected. */
export type Undecided = { pathId: string; resourceKey: string; unknown: Unknown };

/** Whether a path may stand at a node as at that stop; what it rests on, where that was not collected. */
export type Answer = (stop: number, node: number) => Unknown | boolean;

const [notAsked, refused, admitted, notDecided] = [0, 1, 2, 3];

/** Asks the conditions of searches. What several of them ask alike is answered once for all. */
export function judging(
  graph: ResourceGraph,
  searches: readonly { stops: readonly Stop[] }[],
): (stops: readonly Stop[]) => Answer {
  const uses = new Map<Stop, number>();
  for (const { stops } of searches) for (const stop of stops) uses.set(stop, (uses.get(stop) ?? 0) + 1);
  const memories = new Map<Stop, Uint8Array>();
  const remembered = (stop: Stop, node: number): Unknown | boolean => {
    const answers = memories.get(stop) ?? new Uint8Array(graph.nodes.length);
    memories.set(stop, answers);
    const known = answers[node];
    if (known === admitted || known === refused) return known === admitted;
    const answer = ask(graph, stop, node);
    if (known === notAsked && typeof answer === "object") answers[node] = notDecided;
    else if (typeof answer === "boolean") answers[node] = answer ? admitted : refused;
    return answer;
  };
  return (stops) => (stop, node) => {
    const spec = stops[stop];
    if (!spec) return false;
    return (uses.get(spec) ?? 0) > 1 ? remembered(spec, node) : ask(graph, spec, node);
  };
}

/** The same where few nodes are asked about, and of those more than once: nothing is as large as the graph. */
export function judgingFew(graph: ResourceGraph): (stops: readonly Stop[]) => Answer {
  const memories = new Map<Stop, Map<number, Unknown | boolean>>();
  const answerOf = (stop: Stop, node: number): Unknown | boolean => {
    const memory = memories.get(stop) ?? new Map<number, Unknown | boolean>();
    memories.set(stop, memory);
    const answer = memory.get(node) ?? ask(graph, stop, node);
    memory.set(node, answer);
    return answer;
  };
  return (stops) => (stop, node) => {
    const spec = stops[stop];
    return spec ? answerOf(spec, node) : false;
  };
}

function ask(graph: ResourceGraph, stop: Stop, node: number): Unknown | boolean {
  const resource = graph.nodes[node];
  if (!resource) return false;
  try {
    return stop.admits(resource, graph);
  } catch (error) {
    if (error instanceof UnknownRead) return error.unknown;
    throw error;
  }
}

/** Answers with yes or no, and says of what was asked that it could not be decided. */
export const deciding =
  (answer: Answer, undecided: (stop: number, node: number, unknown: Unknown) => void): Judge =>
  (stop, node) => {
    const answered = answer(stop, node);
    if (typeof answered === "object") undecided(stop, node, answered);
    return answered === true;
  };
