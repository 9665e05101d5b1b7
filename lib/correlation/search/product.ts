import { longer } from "#lib/domain/longer.ts";
import { atStep, stepIndex, type Automaton, type States } from "./automaton.ts";
import type { Rows } from "./search-graph.ts";
import { arrivals, type SearchSpace } from "./sweep.ts";
import type { Swept } from "./worklist.ts";

/** Rows of a graph whose nodes are states: where each leads, in the order of keys. */
export type ProductRows = { offsets: Int32Array; targets: Int32Array };

/**
 * What is left of graph and machine once both sweeps are done: every state that lies on some path, numbered in the
 * order of its node's key, so that whatever is walked in the order of numbers does not depend on how the graph came.
 */
export type Product = {
  size: number;
  nodeOf: Int32Array;
  stateOf: Uint8Array;
  /** The number of a live state of a node. */
  numberOf: (node: number, state: number) => number;
  liveOf: (node: number) => States;
  next: ProductRows;
  back: ProductRows;
  /** Live nodes, in the order of their keys. */
  nodes: readonly number[];
};

export function productOf(space: SearchSpace, machine: Automaton, live: Swept): Product {
  const { graph } = space;
  const keyOf = new Map(live.nodes.map((node) => [node, graph.keyOf(node)]));
  const keyAt = (node: number) => keyOf.get(node) ?? "";
  const nodes = live.nodes.toSorted((a, b) => (keyAt(a) < keyAt(b) ? -1 : Number(keyAt(a) > keyAt(b))));
  const base = new Map<number, number>();
  let size = 0;
  for (const node of nodes) {
    base.set(node, size);
    size += bitCount(live.states[node] ?? 0);
  }
  const nodeOf = new Int32Array(size);
  const stateOf = new Uint8Array(size);
  let at = 0;
  for (const node of nodes)
    for (let rest = live.states[node] ?? 0; rest !== 0; rest &= rest - 1) {
      nodeOf[at] = node;
      stateOf[at++] = 31 - Math.clz32(rest & -rest);
    }
  const liveOf = (node: number): States => live.states[node] ?? 0;
  const numberOf = (node: number, state: number): number =>
    (base.get(node) ?? 0) + bitCount(liveOf(node) & ((1 << state) - 1));
  const next = nextRows(space, machine, { size, nodeOf, stateOf, numberOf, liveOf });
  return { size, nodeOf, stateOf, numberOf, liveOf, next, back: turned(next, size), nodes };
}

type Numbered = Pick<Product, "size" | "nodeOf" | "stateOf" | "numberOf" | "liveOf">;

function nextRows({ graph }: SearchSpace, machine: Automaton, numbered: Numbered): ProductRows {
  const { size, nodeOf, stateOf, numberOf, liveOf } = numbered;
  const offsets = new Int32Array(size + 1);
  let targets = new Int32Array(Math.max(16, size * 2));
  let count = 0;
  const row: number[] = [];
  for (let from = 0; from < size; from++) {
    const node = nodeOf[from] ?? 0;
    const state = stateOf[from] ?? 0;
    row.length = 0;
    const lead = (to: number, states: States): void => {
      for (let rest = states & liveOf(to); rest !== 0; rest &= rest - 1)
        row.push(numberOf(to, 31 - Math.clz32(rest & -rest)));
    };
    lead(node, machine.staysTo[state] ?? 0);
    const over = (rows: Rows, wanted: number, against: 0 | 1): void => {
      if (((rows.kindsOf[node] ?? 0) & wanted) === 0) return;
      const end = rows.offsets[node + 1] ?? 0;
      for (let edge = rows.offsets[node] ?? 0; edge < end; edge++) {
        const step = stepIndex(rows.kinds[edge] ?? 0, against);
        const led = machine.next[atStep(step, state)] ?? 0;
        const to = rows.targets[edge] ?? 0;
        if (led !== 0) lead(to, led & arrivals(machine, graph, step, node, to));
      }
    };
    over(graph.out, machine.alongKinds, 0);
    over(graph.into, machine.againstKinds, 1);
    row.sort((a, b) => a - b);
    if (count + row.length > targets.length)
      targets = longer(targets, new Int32Array(Math.max(count + row.length, targets.length * 2)));
    for (const [at, to] of row.entries()) if (to !== row[at - 1]) targets[count++] = to;
    offsets[from + 1] = count;
  }
  return { offsets, targets: targets.subarray(0, count) };
}

/** The same edges the other way round; each row comes out in order, as its sources are met in order. */
function turned({ offsets, targets }: ProductRows, size: number): ProductRows {
  const turnedOffsets = new Int32Array(size + 1);
  for (const to of targets) turnedOffsets[to + 1] = (turnedOffsets[to + 1] ?? 0) + 1;
  for (let at = 0; at < size; at++)
    turnedOffsets[at + 1] = (turnedOffsets[at + 1] ?? 0) + (turnedOffsets[at] ?? 0);
  const next = turnedOffsets.slice();
  const turnedTargets = new Int32Array(targets.length);
  for (let from = 0; from < size; from++)
    for (let edge = offsets[from] ?? 0; edge < (offsets[from + 1] ?? 0); edge++) {
      const to = targets[edge] ?? 0;
      const at = next[to] ?? 0;
      next[to] = at + 1;
      turnedTargets[at] = from;
    }
  return { offsets: turnedOffsets, targets: turnedTargets };
}

function bitCount(states: States): number {
  let rest = states;
  let count = 0;
  for (; rest !== 0; rest &= rest - 1) count++;
  return count;
}
