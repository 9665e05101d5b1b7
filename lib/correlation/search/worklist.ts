import type { States } from "./automaton.ts";
import type { SearchGraph } from "./search-graph.ts";

/** Memory that one search after another is done in. */
export type Scratch = Record<"arrived" | "live" | "pending" | "refused" | "queue", Int32Array>;

export const scratchFor = ({ nodeCount }: SearchGraph): Scratch => ({
  arrived: new Int32Array(nodeCount),
  live: new Int32Array(nodeCount),
  pending: new Int32Array(nodeCount),
  refused: new Int32Array(nodeCount),
  queue: new Int32Array(nodeCount + 1),
});

/** Nodes with states that were not looked at yet, each once. */
export class Worklist {
  readonly nodes: number[] = [];
  readonly #states: Int32Array;
  readonly #pending: Int32Array;
  readonly #queue: Int32Array;
  #head = 0;
  #tail = 0;

  constructor(states: Int32Array, { pending, queue }: Scratch) {
    this.#states = states.fill(0);
    this.#pending = pending.fill(0);
    this.#queue = queue;
  }

  /** Adds states that are not there yet. */
  add(node: number, states: States): void {
    const before = this.#states[node] ?? 0;
    const fresh = states & ~before;
    if (fresh === 0) return;
    if (before === 0) this.nodes.push(node);
    this.#states[node] = before | fresh;
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
