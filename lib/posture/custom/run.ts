import type { Evidence } from "#lib/domain/evidence.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

/** One evaluation under way: what it may look at, what it may still spend, and what it met. */
export type Run = {
  graph: ResourceGraph;
  /** How many steps from the resource that is checked each resource stands that was come to. */
  depths: Map<string, number>;
  stepsLeft: number;
  deadline: number;
  exceeded: string | null;
  unknown: Unknown | null;
  evidence: Evidence;
};

export const stepsMax = 5_000;
/** Only ever met where a step is slower than any step should be: steps are what ends the same everywhere. */
const millisecondsMax = 500;
export const followDepthMax = 3;
export const heldMax = 10_000;

export const newRun = (graph: ResourceGraph, key: string): Run => ({
  graph,
  depths: new Map([[key, 0]]),
  stepsLeft: stepsMax,
  deadline: performance.now() + millisecondsMax,
  exceeded: null,
  unknown: null,
  evidence: {},
});

let current: Run | null = null;

/** The evaluation that is under way. One at a time: evaluating never waits. */
export function running(): Run {
  if (!current) throw new Error("No expression is being evaluated");
  return current;
}

export function during<T>(run: Run, work: () => T): T {
  const before = current;
  current = run;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** Takes `count` steps from what is left. False, and remembered, where that is spent: loops end there. */
export function spend(count: number): boolean {
  const run = running();
  run.stepsLeft -= count;
  if (run.stepsLeft < 0) run.exceeded ??= `It takes more than ${stepsMax} steps`;
  else if (run.stepsLeft % 64 < count && performance.now() > run.deadline)
    run.exceeded ??= `It takes more than ${millisecondsMax} milliseconds`;
  return run.exceeded === null;
}

/** Throws, and remembers why the evaluation says nothing. */
export function exceed(message: string): never {
  running().exceeded ??= message;
  throw new Error(message);
}
