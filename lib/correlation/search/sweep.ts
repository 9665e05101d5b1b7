import type { Automaton, States } from "./automaton.ts";
import { atArrival, atStep, stepIndex } from "./automaton.ts";
import type { EstateHubs, Hub } from "./estate-hubs.ts";
import { HubWave } from "./hub-wave.ts";
import type { Rows, SearchGraph } from "./search-graph.ts";
import { Worklist, type Scratch, type Swept } from "./worklist.ts";

export type SearchSpace = { graph: SearchGraph; hubs: EstateHubs };
/** Whether a path may stand at the node as at that stop. */
export type Judge = (stop: number, node: number) => boolean;

/** The union of a table's rows over a set of states. */
export function union(table: Int32Array, offset: number, states: States): States {
  let all = 0;
  for (let rest = states; rest !== 0; rest &= rest - 1)
    all |= table[offset + 31 - Math.clz32(rest & -rest)] ?? 0;
  return all;
}

/** States in which any edge over `step` may arrive at the node: a hub is only told of what it can lead to. */
export function mayArrive(
  { arriving, arrivingAbroad }: Automaton,
  { classes }: SearchGraph,
  step: number,
  node: number,
): States {
  const at = atArrival(step, classes[node] ?? 0);
  return (arriving[at] ?? 0) | (arrivingAbroad[at] ?? 0);
}

/** States in which an edge over `step` may arrive at `to`. */
export function arrivals(
  { arriving, arrivingAbroad, hasAbroad }: Automaton,
  { classes, accounts }: SearchGraph,
  step: number,
  from: number,
  to: number,
): States {
  const at = atArrival(step, classes[to] ?? 0);
  const states = arriving[at] ?? 0;
  return hasAbroad && accounts[from] !== accounts[to] ? states | (arrivingAbroad[at] ?? 0) : states;
}

/**
 * States from which an end can be reached: walked against the path from all ends at once, every edge once a state.
 * `within` keeps it to a part of the graph.
 */
export function sweepBack(
  space: SearchSpace,
  machine: Automaton,
  judge: Judge,
  scratch: Scratch,
  ends: (add: (node: number, states: States) => void) => void,
  within: Int32Array | null = null,
): Swept {
  const { graph } = space;
  const { refused } = scratch;
  const list = new Worklist(scratch, "arrived");
  const asked: number[] = [];
  scratch.uses({ states: refused, nodes: asked });
  const add = (node: number, wanted: States): void => {
    let fresh =
      wanted &
      (within ? (within[node] ?? 0) : -1) &
      (machine.standing[graph.classes[node] ?? 0] ?? 0) &
      ~((list.states[node] ?? 0) | (refused[node] ?? 0));
    for (let rest = fresh & machine.judged; rest !== 0; rest &= rest - 1) {
      const state = 31 - Math.clz32(rest & -rest);
      if (judge(machine.stopOf[state] ?? 0, node)) continue;
      fresh &= ~(1 << state);
      refused[node] = (refused[node] ?? 0) | (1 << state);
      asked.push(node);
    }
    list.add(node, fresh);
  };
  ends(add);
  spreadBack(space, machine, list, add);
  return list;
}

/** Of the states of `within`, those that can be reached from `starts`. */
export function sweepForward(
  space: SearchSpace,
  machine: Automaton,
  within: Swept,
  scratch: Scratch,
  starts: (add: (node: number, states: States) => void) => void,
): Swept {
  const list = new Worklist(scratch, "live");
  const add = (node: number, wanted: States): void => list.add(node, wanted & (within.states[node] ?? 0));
  starts(add);
  spreadForward(space, machine, list, add, membersWithin(space, machine, within.nodes));
  return list;
}

const never = (): boolean => false;

/** Walks on against the path from what is on the list. Where it `isFree`, any state may be arrived in. */
export function spreadBack(
  space: SearchSpace,
  machine: Automaton,
  list: Worklist,
  add: (node: number, states: States) => void,
  isFree: (node: number) => boolean = never,
): void {
  const { graph } = space;
  const wave = new HubWave(space.hubs, space.hubs.members, !machine.hasAbroad);
  list.empty((node, fresh) => {
    add(node, union(machine.staysFrom, 0, fresh));
    const free = isFree(node);
    const come: Visit = (step, other, bits) => {
      const arrived = free ? bits : bits & arrivals(machine, graph, step, other, node);
      if (arrived !== 0) add(other, union(machine.previous, atStep(step, 0), arrived));
    };
    eachEdge(graph, machine, node, "back", fresh, come);
    eachHub(
      space,
      machine,
      wave,
      node,
      "back",
      (step) => (free ? fresh : fresh & mayArrive(machine, graph, step, node)),
      come,
    );
  });
}

/** Walks on along the path from what is on the list. */
export function spreadForward(
  space: SearchSpace,
  machine: Automaton,
  list: Worklist,
  add: (node: number, states: States) => void,
  membersOf: (hub: Hub) => readonly number[] = space.hubs.members,
): void {
  const { graph } = space;
  const wave = new HubWave(space.hubs, membersOf, !machine.hasAbroad);
  list.empty((node, fresh) => {
    add(node, union(machine.staysTo, 0, fresh));
    const go: Visit = (step, other, bits) => {
      const led = union(machine.next, atStep(step, 0), bits);
      if (led !== 0) add(other, led & arrivals(machine, graph, step, node, other));
    };
    eachEdge(graph, machine, node, "forward", fresh, go);
    eachHub(space, machine, wave, node, "forward", () => fresh, go);
  });
}

type Visit = (step: number, other: number, states: States) => void;
type Way = "forward" | "back";

/** Edges that the machine walks over `node`: forward away from it, back towards it. */
function eachEdge(
  { out, into }: SearchGraph,
  { alongKinds, againstKinds }: Automaton,
  node: number,
  way: Way,
  states: States,
  visit: Visit,
): void {
  eachOf(way === "forward" ? out : into, alongKinds, 0, node, states, visit);
  eachOf(way === "forward" ? into : out, againstKinds, 1, node, states, visit);
}

function eachOf(
  { offsets, targets, kinds, kindsOf }: Rows,
  wanted: number,
  against: 0 | 1,
  node: number,
  states: States,
  visit: Visit,
): void {
  if (((kindsOf[node] ?? 0) & wanted) === 0) return;
  const end = offsets[node + 1] ?? 0;
  for (let at = offsets[node] ?? 0; at < end; at++) {
    const kind = kinds[at] ?? 0;
    if ((wanted & (1 << kind)) !== 0) visit(stepIndex(kind, against), targets[at] ?? 0, states);
  }
}

function eachHub(
  { hubs }: SearchSpace,
  { alongKinds, againstKinds }: Automaton,
  wave: HubWave,
  node: number,
  way: Way,
  statesFor: (step: number) => States,
  visit: Visit,
): void {
  const [ahead, behind] =
    way === "forward" ? (["members", "holders"] as const) : (["holders", "members"] as const);
  for (let rest = hubs.kinds & (alongKinds | againstKinds); rest !== 0; rest &= rest - 1) {
    const kind = 31 - Math.clz32(rest & -rest);
    for (const [walked, side, against] of [
      [alongKinds, ahead, 0],
      [againstKinds, behind, 1],
    ] as const) {
      const step = stepIndex(kind, against);
      const states = (walked & (1 << kind)) === 0 ? 0 : statesFor(step);
      if (states !== 0) wave.spread(node, kind, side, states, (other, bits) => visit(step, other, bits));
    }
  }
}

/** What hubs reach of the nodes a search is narrowed to already. */
export function membersWithin(
  { hubs }: SearchSpace,
  { alongKinds, againstKinds }: Automaton,
  nodes: readonly number[],
): (hub: Hub) => readonly number[] {
  const found = new Map<Hub, number[]>();
  for (let rest = hubs.kinds & (alongKinds | againstKinds); rest !== 0; rest &= rest - 1)
    for (const node of nodes)
      for (const hub of hubs.reaching(31 - Math.clz32(rest & -rest), node)) {
        const members = found.get(hub);
        if (members) members.push(node);
        else found.set(hub, [node]);
      }
  return (hub) => found.get(hub) ?? [];
}
