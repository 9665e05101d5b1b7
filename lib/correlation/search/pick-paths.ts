import type { AttackPath } from "#lib/domain/attack-path.ts";

import type { Automaton } from "./automaton.ts";
import { NodeLists } from "./node-lists.ts";
import { ProductWalk } from "./product-walk.ts";
import type { Product } from "./product.ts";
import type { SearchSpace } from "./sweep.ts";

/** A path as nodes: one for each pair of identifying nodes, over the fewest edges. */
export type Picked = {
  nodes: readonly number[];
  /** For each stop, where in `nodes` it stands. */
  stops: readonly number[];
  /** The hop that each edge is walked by. */
  hops: readonly number[];
  start: number;
  end: number;
  otherEntries: ArrayLike<number>;
  otherTargets: ArrayLike<number>;
};

export type Bounds = {
  /** Paths of one shape. */
  paths: number;
  /** Edges walked to tell them. */
  steps: number;
};

/** A branch as states, and the nodes at which others begin or end. */
type Choice = { branch: readonly number[]; others: ArrayLike<number> };

/** Every path that the live states hold, the shortest first, up to the bounds. */
export function pickPaths(
  space: SearchSpace,
  machine: Automaton,
  product: Product,
  identity: AttackPath["identity"],
  bounds: Bounds,
  isWanted: (startNode: number) => boolean = () => true,
): { picked: Picked[]; isCut: boolean } {
  const walk = new ProductWalk(space, machine, product);
  const last = machine.stops.length - 1;
  const stateAt = (stop: number) => machine.stateOfStop[stop] ?? 0;
  const endState = stateAt(identity.end);
  const lists = new NodeLists();
  const tails = new Map<number, Choice | null>();
  const tailOf = (end: number): Choice | null => {
    const known = tails.get(end);
    if (known !== undefined) return known;
    walk.run([end], "forward");
    const chosen = best(walk, product, stateAt(last), lists);
    tails.set(end, chosen);
    return chosen;
  };
  const picked: Picked[] = [];
  const isFull = () => picked.length >= bounds.paths || walk.steps >= bounds.steps;
  const starts = nearestFirst(walk, product, stateAt(identity.start), endState);
  for (const start of starts) {
    if (!isWanted(product.nodeOf[start] ?? 0)) continue;
    if (isFull()) return { picked: ranked(picked, product), isCut: true };
    walk.run([start], "back");
    const head = best(walk, product, stateAt(0), lists);
    walk.run([start], "forward", endState);
    const left = bounds.paths - picked.length;
    const ends = reachedAt(walk, product, endState);
    const middles = ends.slice(0, left + 1).map((end) => walk.branchTo(end));
    for (const middle of middles) {
      if (isFull()) return { picked: ranked(picked, product), isCut: true };
      const tail = tailOf(middle.at(-1) ?? start);
      if (!head || !tail) continue;
      const branch = [...head.branch.toReversed(), ...middle.slice(1), ...tail.branch.slice(1)];
      picked.push({
        ...told(machine, product, branch),
        start: product.nodeOf[start] ?? 0,
        end: product.nodeOf[middle.at(-1) ?? start] ?? 0,
        otherEntries: head.others,
        otherTargets: tail.others,
      });
    }
  }
  return { picked: ranked(picked, product), isCut: false };
}

/** Beginnings from which an end is near come first: what a bound leaves out are the longest paths. */
function nearestFirst(walk: ProductWalk, product: Product, startState: number, endState: number): number[] {
  const numbers = Array.from({ length: product.size }, (_, number) => number);
  const starts = numbers.filter((number) => product.stateOf[number] === startState);
  if (startState === endState) return starts;
  walk.run(
    numbers.filter((number) => product.stateOf[number] === endState),
    "back",
  );
  const distances = new Map(starts.map((start) => [start, walk.depthOf(start)]));
  return starts.toSorted((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0) || a - b);
}

/** What the last walk reached of one state, the nearest first. */
function reachedAt(walk: ProductWalk, product: Product, state: number): number[] {
  const found: number[] = [];
  for (let at = 0; at < walk.reachedCount; at++) {
    const number = walk.order[at] ?? 0;
    if (product.stateOf[number] === state) found.push(number);
  }
  return found.toSorted((a, b) => walk.depthOf(a) - walk.depthOf(b) || a - b);
}

/** The branch that says most (no optional hop left out), then the shortest, then the first by key. */
function best(walk: ProductWalk, product: Product, state: number, lists: NodeLists): Choice | null {
  const [chosen, ...others] = reachedAt(walk, product, state).toSorted(
    (a, b) => walk.staysOf(a) - walk.staysOf(b) || walk.depthOf(a) - walk.depthOf(b) || a - b,
  );
  if (chosen === undefined) return null;
  const nodes = others.map((other) => product.nodeOf[other] ?? 0);
  return { branch: walk.branchTo(chosen), others: lists.shared(nodes) };
}

function told(
  machine: Automaton,
  { nodeOf, stateOf }: Product,
  branch: readonly number[],
): Pick<Picked, "nodes" | "stops" | "hops"> {
  const nodes: number[] = [];
  const stops: number[] = [];
  const hops: number[] = [];
  let hop = 0;
  for (const [index, number] of branch.entries()) {
    const state = stateOf[number] ?? 0;
    const before = branch[index - 1];
    const stop = machine.stopOf[state] ?? -1;
    if (before === undefined || nodeOf[before] !== nodeOf[number] || stop < 0) {
      if (before !== undefined) hops.push(hop);
      nodes.push(nodeOf[number] ?? 0);
    }
    if (stop < 0) continue;
    stops[stop] = nodes.length - 1;
    hop = stop;
  }
  return { nodes, stops, hops };
}

/** The shortest first, then in the order of the keys that identify them. */
function ranked(picked: readonly Picked[], { nodes }: Product): Picked[] {
  const place = new Map(nodes.map((node, index) => [node, index]));
  const of = (node: number) => place.get(node) ?? 0;
  return picked.toSorted(
    (a, b) => a.nodes.length - b.nodes.length || of(a.start) - of(b.start) || of(a.end) - of(b.end),
  );
}
