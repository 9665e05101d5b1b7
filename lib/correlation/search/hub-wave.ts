import type { States } from "./automaton.ts";
import type { EstateHubs, Hub } from "./estate-hubs.ts";

/** Which ends of a hub are asked for: those that hold the grant, or those that it reaches. */
export type Side = "holders" | "members";

/**
 * Walks the edges that a hub stands for without writing them out: what one holder spread over a hub, the next need not.
 * Nobody reaches itself over its own grant, so only the first to spread is left for the second.
 */
export class HubWave {
  readonly #hubs: EstateHubs;
  readonly #membersOf: (hub: Hub) => readonly number[];
  readonly #folds: boolean;
  readonly #seen: Int32Array;
  readonly #twice: Int32Array;
  readonly #first: Int32Array;

  /** Where it does not fold, every end walks for itself, as what an edge leads to differs by who walks it. */
  constructor(hubs: EstateHubs, membersOf: (hub: Hub) => readonly number[], folds: boolean) {
    const rows = hubs.hubs.length * 2;
    this.#hubs = hubs;
    this.#membersOf = membersOf;
    this.#folds = folds;
    this.#seen = new Int32Array(rows);
    this.#twice = new Int32Array(rows);
    this.#first = new Int32Array(rows * 32);
  }

  reset(): void {
    this.#seen.fill(0);
    this.#twice.fill(0);
  }

  /** Visits the other ends of all hubs of `kind` at `node` that were not yet visited in these states. */
  spread(
    node: number,
    kind: number,
    to: Side,
    bits: States,
    visit: (other: number, bits: States) => void,
  ): void {
    if (to === "holders")
      for (const hub of this.#hubs.reaching(kind, node)) this.#over(hub, node, to, bits, visit);
    else
      for (const { hub } of this.#hubs.heldBy(node))
        if (hub.kind === kind) this.#over(hub, node, to, bits, visit);
  }

  #over(hub: Hub, node: number, to: Side, bits: States, visit: (other: number, bits: States) => void): void {
    const row = hub.index * 2 + Number(to === "members");
    const seen = this.#folds ? (this.#seen[row] ?? 0) : 0;
    const again = bits & seen & ~(this.#twice[row] ?? 0);
    for (let rest = again; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest);
      const first = this.#first[row * 32 + bit] ?? node;
      if (first === node) continue;
      this.#twice[row] = (this.#twice[row] ?? 0) | (1 << bit);
      if (to === "holders" ? hub.isHolder.has(first) : hub.reaches(first)) visit(first, 1 << bit);
    }
    const fresh = bits & ~seen;
    if (fresh === 0) return;
    this.#seen[row] = seen | fresh;
    for (let rest = fresh; rest !== 0; rest &= rest - 1)
      this.#first[row * 32 + 31 - Math.clz32(rest & -rest)] = node;
    for (const other of to === "holders" ? hub.holders : this.#membersOf(hub))
      if (other !== node) visit(other, fresh);
  }
}
