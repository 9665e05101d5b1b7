import type { States } from "./automaton.ts";
import type { SearchGraph } from "./search-graph.ts";

/** Of each node a set of states, and the nodes whose set is not empty. */
export type Swept = { states: Int32Array; nodes: readonly number[] };

const purposes = ["arrived", "live", "affected", "ahead", "behind", "entries"] as const;

/** Memory that one search after another is done in. What a search wrote is taken back by `clear`, and nothing else. */
export class Scratch {
  readonly pending: Int32Array;
  readonly queue: Int32Array;
  readonly refused: Int32Array;
  readonly #states = new Map<string, Int32Array>();
  readonly #nodeCount: number;
  #used: Swept[] = [];

  constructor({ nodeCount }: Pick<SearchGraph, "nodeCount">) {
    this.#nodeCount = nodeCount;
    this.pending = new Int32Array(nodeCount);
    this.queue = new Int32Array(nodeCount + 1);
    this.refused = new Int32Array(nodeCount);
  }

  statesFor(purpose: (typeof purposes)[number]): Int32Array {
    const known = this.#states.get(purpose) ?? new Int32Array(this.#nodeCount);
    this.#states.set(purpose, known);
    return known;
  }

  /** `nodes` may still grow: what it holds when the search is over is cleared. */
  uses(swept: Swept): void {
    this.#used.push(swept);
  }

  clear(): void {
    for (const { states, nodes } of this.#used) for (const node of nodes) states[node] = 0;
    this.#used = [];
  }
}

/** Nodes with states that were not looked at yet, each once. */
export class Worklist implements Swept {
  readonly nodes: number[] = [];
  readonly states: Int32Array;
  readonly #pending: Int32Array;
  readonly #queue: Int32Array;
  #head = 0;
  #tail = 0;

  constructor(scratch: Scratch, purpose: (typeof purposes)[number]) {
    this.states = scratch.statesFor(purpose);
    this.#pending = scratch.pending;
    this.#queue = scratch.queue;
    scratch.uses(this);
  }

  /** Adds states that are not there yet. */
  add(node: number, states: States): void {
    const before = this.states[node] ?? 0;
    const fresh = states & ~before;
    if (fresh === 0) return;
    if (before === 0) this.nodes.push(node);
    this.states[node] = before | fresh;
    const waiting = this.#pending[node] ?? 0;
    this.#pending[node] = waiting | fresh;
    if (waiting !== 0) return;
    this.#queue[this.#tail] = node;
    this.#tail = this.#tail + 1 === this.#queue.length ? 0 : this.#tail + 1;
  }

  empty(work: (node: number, states: States) => void): void {
    while (this.#head !== this.#tail) {
      const node = this.#queue[this.#head] ?? 0;
      this.#head = this.#head + 1 === this.#queue.length ? 0 : this.#head + 1;
      const states = this.#pending[node] ?? 0;
      this.#pending[node] = 0;
      work(node, states);
    }
  }
}
