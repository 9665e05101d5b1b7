import type { Answer } from "../judge.ts";
import type { Automaton, States } from "./automaton.ts";
import { spreadBack, spreadForward, type SearchSpace } from "./sweep.ts";
import { Worklist, type Scratch, type Swept } from "./worklist.ts";

/** The part of a search that a change can have touched. */
export type Scope = {
  within: Swept;
  /** Nodes whose paths have to be told anew: from them a changed node is reached, or they from one. */
  starts: ReadonlySet<number>;
  /** States that cannot be decided, and of which it may have changed whether anybody asks. */
  doubtful: ReadonlyMap<number, States>;
};

/** A node that is not what it was, and the class it had where that was another. */
export type Touched = { node: number; classBefore: number | null };

/**
 * Everything that has to be looked at again once the nodes `changed` are not what they were. A path from a start that
 * reaches none of them, and is reached from none, walks over the same edges and asks the same conditions as before.
 */
export function scopeOf(
  space: SearchSpace,
  machine: Automaton,
  answer: Answer,
  changed: readonly Touched[],
  startStates: States,
  scratch: Scratch,
): Scope {
  const admits = admitting(space, machine, answer);
  const { list: affected, doubtful } = leadingTo(space, machine, answer, changed, scratch);
  const starts = new Set(affected.nodes.filter((node) => ((affected.states[node] ?? 0) & startStates) !== 0));
  const before = statesUpTo(startStates);
  if (before !== 0)
    for (const node of comingFrom(space, machine, admits, changed, before, scratch).nodes) {
      if (((scratch.statesFor("behind")[node] ?? 0) & startStates) !== 0) starts.add(node);
    }
  return { within: around(space, machine, admits, starts, startStates, doubtful, scratch), starts, doubtful };
}

/** States up to the one that paths are told from; none where that is where they begin. */
const statesUpTo = (startStates: States): States =>
  (startStates & 1) !== 0 ? 0 : (1 << (32 - Math.clz32(startStates))) - 1;

type Admits = (node: number, states: States) => States;

/** Of `states` those in which the node may stand, its conditions asked quietly. */
const admitting =
  ({ graph }: SearchSpace, machine: Automaton, answer: Answer): Admits =>
  (node, states) => {
    let allowed = states & (machine.standing[graph.classes[node] ?? 0] ?? 0);
    for (let rest = allowed & machine.judged; rest !== 0; rest &= rest - 1) {
      const state = 31 - Math.clz32(rest & -rest);
      if (answer(machine.stopOf[state] ?? 0, node) !== true) allowed &= ~(1 << state);
    }
    return allowed;
  };

/** What leads to a changed node, whatever that was before or is now. */
function leadingTo(
  space: SearchSpace,
  machine: Automaton,
  answer: Answer,
  changed: readonly Touched[],
  scratch: Scratch,
): { list: Worklist; doubtful: Map<number, States> } {
  const { graph } = space;
  const all = (1 << machine.stateCount) - 1;
  const isChanged = new Set(changed.map(({ node }) => node));
  const list = new Worklist(scratch, "affected");
  const doubtful = new Map<number, States>();
  const add = (node: number, wanted: States): void => {
    let fresh = wanted & (machine.standing[graph.classes[node] ?? 0] ?? 0) & ~(list.states[node] ?? 0);
    for (let rest = fresh & machine.judged; rest !== 0; rest &= rest - 1) {
      const state = 31 - Math.clz32(rest & -rest);
      const answered = answer(machine.stopOf[state] ?? 0, node);
      if (answered === true) continue;
      fresh &= ~(1 << state);
      if (answered !== false) doubtful.set(node, (doubtful.get(node) ?? 0) | (1 << state));
    }
    list.add(node, fresh);
  };
  for (const { node, classBefore } of changed) {
    // Asked for what of it cannot be decided; it leads on in every state that it may have stood in or may stand in now.
    add(node, all);
    list.add(node, mayStand(machine, graph.classes[node] ?? 0, classBefore));
  }
  spreadBack(space, machine, list, add, (node) => isChanged.has(node));
  return { list, doubtful };
}

const mayStand = ({ standing }: Automaton, now: number, before: number | null): States =>
  (standing[now] ?? 0) | (before === null ? 0 : (standing[before] ?? 0));

/** Where one comes to from a changed node within `states`. */
function comingFrom(
  space: SearchSpace,
  machine: Automaton,
  admits: Admits,
  changed: readonly Touched[],
  states: States,
  scratch: Scratch,
): Swept {
  const list = new Worklist(scratch, "behind");
  for (const { node, classBefore } of changed)
    list.add(node, states & mayStand(machine, space.graph.classes[node] ?? 0, classBefore));
  spreadForward(space, machine, list, (node, wanted) => list.add(node, admits(node, wanted & states)));
  return list;
}

/** All that paths from `starts` may walk over, and all that decides whether the doubtful are asked. */
function around(
  space: SearchSpace,
  machine: Automaton,
  admits: Admits,
  starts: ReadonlySet<number>,
  startStates: States,
  doubtful: ReadonlyMap<number, States>,
  scratch: Scratch,
): Swept {
  const ahead = new Worklist(scratch, "ahead");
  for (const node of starts) ahead.add(node, admits(node, startStates));
  for (const [node, states] of doubtful) ahead.add(node, states);
  spreadForward(space, machine, ahead, (node, wanted) => ahead.add(node, admits(node, wanted)));
  const before = statesUpTo(startStates);
  if (before === 0) return ahead;
  const behind = new Worklist(scratch, "entries");
  for (const node of starts) behind.add(node, admits(node, startStates));
  spreadBack(space, machine, behind, (node, wanted) => behind.add(node, admits(node, wanted & before)));
  for (const node of behind.nodes) {
    if ((ahead.states[node] ?? 0) === 0) ahead.nodes.push(node);
    ahead.states[node] = (ahead.states[node] ?? 0) | (behind.states[node] ?? 0);
  }
  return ahead;
}
