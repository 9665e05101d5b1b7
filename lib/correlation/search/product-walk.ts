import { atStep, stepIndex, type Automaton } from "./automaton.ts";
import { HubWave } from "./hub-wave.ts";
import type { Product, ProductRows } from "./product.ts";
import { arrivals, mayArrive, membersWithin, type SearchSpace } from "./sweep.ts";

export type Way = "forward" | "back";

/**
 * Breadth first over live states, so that each is reached over the fewest steps; of several ways that are as short the
 * one whose keys come first is kept. One walk is done after another in the same memory.
 */
export class ProductWalk {
  /** States reached by the last walk, the nearest first. */
  readonly order: Int32Array;
  reachedCount = 0;
  /** Edges walked since it was made: what a search is bounded by. */
  steps = 0;
  readonly #space: SearchSpace;
  readonly #machine: Automaton;
  readonly #product: Product;
  readonly #parent: Int32Array;
  readonly #depth: Int32Array;
  readonly #stays: Int32Array;
  readonly #turn: Int32Array;
  readonly #wave: HubWave;
  #now = 0;

  constructor(space: SearchSpace, machine: Automaton, product: Product) {
    this.#space = space;
    this.#machine = machine;
    this.#product = product;
    this.order = new Int32Array(product.size);
    this.#parent = new Int32Array(product.size);
    this.#depth = new Int32Array(product.size);
    this.#stays = new Int32Array(product.size);
    this.#turn = new Int32Array(product.size);
    this.#wave = new HubWave(space.hubs, membersWithin(space, machine, product.nodes), !machine.hasAbroad);
  }

  /** Walks from all of `sources`; states from `until` on are reached, but not walked on from. */
  run(sources: readonly number[], way: Way, until = Number.MAX_SAFE_INTEGER): void {
    const { next, back, stateOf } = this.#product;
    this.#now++;
    this.#wave.reset();
    this.reachedCount = 0;
    for (const source of sources) this.#reach(source, -1);
    for (let head = 0; head < this.reachedCount; head++) {
      const from = this.order[head] ?? 0;
      if ((stateOf[from] ?? 0) >= until) continue;
      const viaHubs = this.#overHubs(from, way);
      if (viaHubs.length === 0) this.#over(way === "forward" ? next : back, from);
      else {
        const { offsets, targets } = way === "forward" ? next : back;
        const row = targets.subarray(offsets[from] ?? 0, offsets[from + 1] ?? 0);
        for (const to of [...row, ...viaHubs].toSorted((a, b) => a - b)) this.#reach(to, from);
      }
    }
  }

  isReached(state: number): boolean {
    return this.#turn[state] === this.#now;
  }

  depthOf(state: number): number {
    return this.#depth[state] ?? 0;
  }

  /** Optional hops that were left out on the way. */
  staysOf(state: number): number {
    return this.#stays[state] ?? 0;
  }

  /** From the source of the last walk to `state`, both included. */
  branchTo(state: number): number[] {
    const branch = [];
    for (let at = state; at !== -1; at = this.#parent[at] ?? -1) branch.push(at);
    return branch.toReversed();
  }

  #over({ offsets, targets }: ProductRows, from: number): void {
    const end = offsets[from + 1] ?? 0;
    for (let edge = offsets[from] ?? 0; edge < end; edge++) this.#reach(targets[edge] ?? 0, from);
  }

  #reach(state: number, parent: number): void {
    this.steps++;
    if (this.#turn[state] === this.#now) return;
    this.#turn[state] = this.#now;
    this.#parent[state] = parent;
    this.#depth[state] = parent === -1 ? 0 : this.depthOf(parent) + 1;
    const { nodeOf } = this.#product;
    this.#stays[state] = parent === -1 ? 0 : this.staysOf(parent) + Number(nodeOf[state] === nodeOf[parent]);
    this.order[this.reachedCount++] = state;
  }

  #overHubs(from: number, way: Way): number[] {
    const machine = this.#machine;
    const { graph, hubs } = this.#space;
    const found: number[] = [];
    const kinds = hubs.kinds & (machine.alongKinds | machine.againstKinds);
    if (kinds === 0) return found;
    const node = this.#product.nodeOf[from] ?? 0;
    const state = this.#product.stateOf[from] ?? 0;
    for (let rest = kinds; rest !== 0; rest &= rest - 1) {
      const kind = 31 - Math.clz32(rest & -rest);
      for (const against of [0, 1] as const) {
        const step = stepIndex(kind, against);
        const table = way === "forward" ? machine.next : machine.previous;
        const states = table[atStep(step, state)] ?? 0;
        const isLedHere = way === "forward" || (mayArrive(machine, graph, step, node) & (1 << state)) !== 0;
        if (states === 0 || !isLedHere) continue;
        const side = (way === "forward") === (against === 0) ? "members" : "holders";
        this.#wave.spread(node, kind, side, 1 << state, (other) => {
          const allowed = way === "forward" ? states & arrivals(machine, graph, step, node, other) : states;
          if (way === "back" && (arrivals(machine, graph, step, other, node) & (1 << state)) === 0) return;
          for (let left = allowed & this.#product.liveOf(other); left !== 0; left &= left - 1)
            found.push(this.#product.numberOf(other, 31 - Math.clz32(left & -left)));
        });
      }
    }
    return found;
  }
}
