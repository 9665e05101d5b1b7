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
  readonly #indexByKey: ReadonlyMap<string, number>;
  readonly #idOfReason = new Map<string, number>();

  constructor({ count, indexByKey }: NodeKeys, expected = 1024) {
    this.from = new Int32Array(expected);
    this.to = new Int32Array(expected);
    this.kinds = new Uint8Array(expected);
    this.dangling = new Int32Array(count);
    this.#indexByKey = indexByKey;
  }

  add(relationship: Relationship): void {
    const { from, kind, to, reason } = relationship;
    const [start, end, kindAt] = [this.#indexByKey.get(from), this.#indexByKey.get(to), kindIndex.get(kind)];
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

function longer<T extends Int32Array | Uint8Array>(short: T, long: T): T {
  long.set(short);
  return long;
}

export type NodeKeys = {
  count: number;
  indexByKey: ReadonlyMap<string, number>;
  keyOf: (node: number) => string;
};

/** How the nodes of a graph are joined, both ways. The nodes may be told anew without it. */
export class Links {
  readonly keys: NodeKeys;
  readonly out: Adjacency;
  readonly into: Adjacency;
  readonly dangling: Int32Array;
  readonly #loose: readonly Relationship[];
  readonly #given: readonly Relationship[] | null;

  private constructor(keys: NodeKeys, columns: EdgeColumns, given: readonly Relationship[] | null) {
    this.keys = keys;
    this.#loose = columns.loose;
    this.#given = given;
    this.dangling = columns.dangling;
    this.out = adjacency(columns, "from", "to");
    this.into = adjacency(columns, "to", "from");
  }

  static of(keys: NodeKeys, given: readonly Relationship[]): Links {
    const columns = new EdgeColumns(keys, given.length);
    for (const relationship of given) columns.add(relationship);
    return new Links(keys, columns, given);
  }

  /** Of relationships that were never objects. */
  static ofColumns(keys: NodeKeys, columns: EdgeColumns): Links {
    return new Links(keys, columns, null);
  }

  /** These and more. */
  joinedBy(more: readonly Relationship[]): Links {
    if (this.#given) return Links.of(this.keys, [...this.#given, ...more]);
    const columns = new EdgeColumns(this.keys, this.out.targets.length + more.length);
    const { offsets, targets, kinds, reasons } = this.out;
    for (let node = 0; node < this.keys.count; node++)
      for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++)
        columns.push(node, kinds[at] ?? 0, targets[at] ?? 0, reasons.at(at));
    for (const relationship of [...this.#loose, ...more]) columns.add(relationship);
    return new Links(this.keys, columns, null);
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

function adjacency(columns: EdgeColumns, side: "from" | "to", other: "from" | "to"): Adjacency {
  const { count, kinds: kindsGiven, reasons: reasonsGiven, reasonTexts, dangling } = columns;
  const [here, there] = [columns[side], columns[other]];
  const nodeCount = dangling.length;
  const offsets = new Int32Array(nodeCount + 1);
  for (let edge = 0; edge < count; edge++) {
    const node = here[edge] ?? 0;
    offsets[node + 1] = (offsets[node + 1] ?? 0) + 1;
  }
  for (let node = 0; node < nodeCount; node++)
    offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0);
  const next = offsets.slice();
  const targets = new Int32Array(count);
  const kinds = new Uint8Array(count);
  const kindsOf = new Int32Array(nodeCount);
  const reasons = reasonsGiven && new Int32Array(count);
  for (let edge = 0; edge < count; edge++) {
    const node = here[edge] ?? 0;
    const kind = kindsGiven[edge] ?? 0;
    const at = next[node] ?? 0;
    next[node] = at + 1;
    targets[at] = there[edge] ?? 0;
    kinds[at] = kind;
    if (reasons) reasons[at] = reasonsGiven[edge] ?? 0;
    kindsOf[node] = (kindsOf[node] ?? 0) | (1 << kind);
  }
  const reasonAt = (edge: number) => (reasons ? reasonTexts[(reasons[edge] ?? 0) - 1] : undefined);
  return { offsets, targets, kinds, kindsOf, reasons: { length: count, at: reasonAt } };
}
