import { bothWays, together, told, type BothWays } from "./graph-rows.ts";
import { longer } from "./longer.ts";
import { relationshipKinds, type Relationship } from "./relationship.ts";

/** Compressed sparse rows of one direction: edges of node n stand at `offsets[n]` up to `offsets[n + 1]`. */
export type Adjacency = {
  offsets: Int32Array;
  targets: Int32Array;
  kinds: Uint8Array;
  /** Of each edge why it is there. */
  reasons: Pick<readonly (string | undefined)[], "at" | "length">;
  /** Of each node the kinds of its edges, one bit each: most questions are answered by what is not there. */
  kindsOf: Int32Array;
};

const kindIndex = new Map(relationshipKinds.map((kind, index) => [kind, index]));

/** Relationships by the numbers of their ends, in the order in which they were added. */
export class EdgeColumns {
  count = 0;
  from: Int32Array;
  to: Int32Array;
  kinds: Uint8Array;
  /** Made with the first reason: most relationships have none. */
  reasons: Int32Array | null = null;
  readonly reasonTexts: string[] = [];
  /** With an end that was never collected. */
  readonly loose: Relationship[] = [];
  /** Of each node the kinds, one bit each, over which it leads to something that was never collected. */
  readonly dangling: Int32Array;
  /** Whether they came in the order of where they lead from: then they are rows already. */
  isInOrder = true;
  readonly #indexByKey: NodeKeys["indexByKey"];
  readonly #idOfReason = new Map<string, number>();
  #lastKey: string | undefined;
  #lastStart: number | undefined;

  constructor({ count, indexByKey }: NodeKeys, expected = 1024) {
    this.from = new Int32Array(expected);
    this.to = new Int32Array(expected);
    this.kinds = new Uint8Array(expected);
    this.dangling = new Int32Array(count);
    this.#indexByKey = indexByKey;
  }

  add(relationship: Relationship): void {
    const { from, kind, to, reason } = relationship;
    // Those of one resource mostly come one after another.
    if (from !== this.#lastKey) this.#lastStart = this.#indexByKey.get(from);
    this.#lastKey = from;
    const start = this.#lastStart;
    const [end, kindAt] = [this.#indexByKey.get(to), kindIndex.get(kind)];
    if (start === undefined || end === undefined || kindAt === undefined) {
      this.loose.push(relationship);
      if (start !== undefined && kindAt !== undefined)
        this.dangling[start] = (this.dangling[start] ?? 0) | (1 << kindAt);
      return;
    }
    this.push(start, kindAt, end, reason);
  }

  push(start: number, kind: number, end: number, reason: string | undefined): void {
    if (this.count === this.from.length) this.#grow();
    if (this.count > 0 && start < (this.from[this.count - 1] ?? 0)) this.isInOrder = false;
    this.from[this.count] = start;
    this.to[this.count] = end;
    this.kinds[this.count] = kind;
    if (reason !== undefined) {
      this.reasons ??= new Int32Array(this.from.length);
      this.reasons[this.count] = this.#numberOf(reason);
    }
    this.count++;
  }

  /** One more than its place in `reasonTexts`. */
  #numberOf(reason: string): number {
    const known = this.#idOfReason.get(reason);
    if (known !== undefined) return known;
    const number = this.reasonTexts.push(reason);
    this.#idOfReason.set(reason, number);
    return number;
  }

  #grow(): void {
    const length = Math.max(16, this.from.length * 2);
    this.from = longer(this.from, new Int32Array(length));
    this.to = longer(this.to, new Int32Array(length));
    this.kinds = longer(this.kinds, new Uint8Array(length));
    if (this.reasons) this.reasons = longer(this.reasons, new Int32Array(length));
  }
}

export type NodeKeys = {
  count: number;
  indexByKey: Pick<ReadonlyMap<string, number>, "get">;
  keyOf: (node: number) => string;
};

/** How the nodes of a graph are joined, both ways. The nodes may be told anew without it. */
export class Links {
  readonly keys: NodeKeys;
  readonly out: Adjacency;
  readonly into: Adjacency;
  readonly dangling: Int32Array;
  readonly #rows: BothWays;
  readonly #loose: readonly Relationship[];
  readonly #given: readonly Relationship[] | null;

  private constructor(
    keys: NodeKeys,
    rows: BothWays,
    { loose, dangling }: Pick<EdgeColumns, "loose" | "dangling">,
    given: readonly Relationship[] | null,
  ) {
    this.keys = keys;
    this.#rows = rows;
    this.#loose = loose;
    this.#given = given;
    this.dangling = dangling;
    this.out = told(rows.out, rows.texts);
    this.into = told(rows.into, rows.texts);
  }

  static of(keys: NodeKeys, given: readonly Relationship[]): Links {
    const columns = new EdgeColumns(keys, given.length);
    for (const relationship of given) columns.add(relationship);
    return new Links(keys, bothWays(columns), columns, given);
  }

  /** Of relationships that were never objects. */
  static ofColumns(keys: NodeKeys, columns: EdgeColumns): Links {
    return new Links(keys, bothWays(columns), columns, null);
  }

  /** These and more. */
  joinedBy(more: readonly Relationship[]): Links {
    if (more.length === 0) return this;
    if (this.#given) return Links.of(this.keys, [...this.#given, ...more]);
    const added = new EdgeColumns(this.keys, this.#loose.length + more.length);
    for (const relationship of [...this.#loose, ...more]) added.add(relationship);
    return new Links(this.keys, together(this.#rows, bothWays(added)), added, null);
  }

  /** As they were given; made anew each time where they were not given as objects. */
  relationships(): readonly Relationship[] {
    return this.#given ?? [...this.#told(), ...this.#loose];
  }

  /** Those with an end that was never collected. */
  get loose(): readonly Relationship[] {
    return this.#loose;
  }

  *#told(): Generator<Relationship> {
    const { offsets, targets, kinds, reasons } = this.out;
    for (let node = 0; node < this.keys.count; node++)
      for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++) {
        const kind = relationshipKinds[kinds[at] ?? -1];
        if (!kind) continue;
        const reason = reasons.at(at);
        const edge = { from: this.keys.keyOf(node), kind, to: this.keys.keyOf(targets[at] ?? -1) };
        yield reason === undefined ? edge : { ...edge, reason };
      }
  }
}
