import { columnsOf, type NodeColumns } from "./graph-columns.ts";
import { relationshipKinds, type Relationship, type RelationshipKind } from "./relationship.ts";
import {
  classOf,
  type Resource,
  type ResourceOfClass,
  type ResourceType,
  type TypesOfClass,
} from "./resource.ts";
import type { ResourceClass } from "./resource-class.ts";
import { guardUnknown, type Unknown } from "./unknown.ts";

/** A collection that was not complete: what it would have produced is unknown in its scope. */
export type Gap = {
  account: string;
  /** Null where the collection covers every region of the account. */
  region: string | null;
  produces: readonly (ResourceType | RelationshipKind)[];
  unknown: Unknown;
};

export type Edge = { kind: RelationshipKind; resource: Resource; reason: string | undefined };

const kindIndex = new Map(relationshipKinds.map((kind, index) => [kind, index]));
const nothing: readonly never[] = [];

/**
 * Read-only view of one organization's inventory, in compressed sparse rows: dense integer ids, one typed array per
 * direction. Checks, derivations and attack paths see nothing else. Reading across a gap is remembered, so that a
 * pass which rests on something not collected can be told from one that does not.
 */
export class ResourceGraph {
  readonly nodes: readonly Resource[];
  /** As given, with those whose ends were never collected. */
  readonly relationships: readonly Relationship[];
  readonly gaps: readonly Gap[];
  readonly columns: NodeColumns;
  readonly #indexByKey: ReadonlyMap<string, number>;
  readonly #byType: ReadonlyMap<ResourceType, readonly Resource[]>;
  readonly #byClass = new Map<ResourceClass, readonly Resource[]>();
  readonly #gapsByKind: ReadonlyMap<RelationshipKind, readonly Gap[]>;
  readonly out: Adjacency;
  readonly into: Adjacency;
  #gapRead: Unknown | null = null;
  #lastKey: string | undefined = undefined;
  #lastIndex: number | undefined = undefined;
  readonly #lastReads = new Map<Read<unknown>, { key: string; value: unknown; gap: Unknown | null }>();

  constructor(
    resources: readonly Resource[],
    relationships: readonly Relationship[],
    gaps: readonly Gap[] = [],
  ) {
    this.nodes = resources.map(guarded);
    this.relationships = relationships;
    this.gaps = gaps;
    this.columns = columnsOf(this.nodes);
    this.#indexByKey = new Map(this.nodes.map((resource, index) => [resource.key, index]));
    this.#byType = Map.groupBy(this.nodes, (resource) => resource.type);
    this.#gapsByKind = new Map(
      relationshipKinds.map((kind) => [kind, gaps.filter(({ produces }) => produces.includes(kind))]),
    );
    const dangling = new Int32Array(this.nodes.length);
    const edges = this.#resolve(relationships, dangling);
    this.#dangling = dangling;
    this.out = adjacency(this.nodes.length, edges, "from");
    this.into = adjacency(this.nodes.length, edges, "to");
  }

  /** Of each node the kinds, one bit each, over which it leads to something that was never collected. */
  readonly #dangling: Int32Array;

  #resolve(relationships: readonly Relationship[], dangling: Int32Array): ResolvedEdge[] {
    const edges: ResolvedEdge[] = [];
    for (const { from, kind, to, reason } of relationships) {
      const fromIndex = this.#indexByKey.get(from);
      const toIndex = this.#indexByKey.get(to);
      const kindAt = kindIndex.get(kind);
      if (fromIndex === undefined || kindAt === undefined) continue;
      if (toIndex === undefined) dangling[fromIndex] = (dangling[fromIndex] ?? 0) | (1 << kindAt);
      else edges.push({ from: fromIndex, to: toIndex, kind: kindAt, reason });
    }
    return edges;
  }

  get(key: string): Resource | undefined {
    const index = this.#indexByKey.get(key);
    return index === undefined ? undefined : this.nodes[index];
  }

  /** Checks of one resource ask for one key again and again, so the last answer is kept. */
  indexOf(key: string): number | undefined {
    if (key !== this.#lastKey) {
      this.#lastIndex = this.#indexByKey.get(key);
      this.#lastKey = key;
    }
    return this.#lastIndex;
  }

  all<T extends ResourceType>(type: T): readonly Resource<T>[] {
    // Safe because the map is grouped by that very type.
    return (this.#byType.get(type) ?? []) as readonly Resource<T>[];
  }

  ofClass<C extends ResourceClass>(wanted: C): readonly (Resource<TypesOfClass<C>> & ResourceOfClass<C>)[] {
    let found = this.#byClass.get(wanted);
    if (!found) {
      found = [...this.#byType].flatMap(([type, resources]) => (classOf(type) === wanted ? resources : []));
      this.#byClass.set(wanted, found);
    }
    // Safe because the map is grouped by that very class.
    return found as readonly (Resource<TypesOfClass<C>> & ResourceOfClass<C>)[];
  }

  /** Resources of a type in one account. Remembers a gap if some of them may be missing. */
  inAccount<T extends ResourceType>(
    type: T,
    account: string,
    region: string | null = null,
  ): readonly Resource<T>[] {
    this.#gapRead ??=
      this.gaps.find((gap) => gap.produces.includes(type) && isWithin(gap, account, region))?.unknown ?? null;
    return this.all(type).filter(
      (resource) => resource.account === account && (region === null || resource.region === region),
    );
  }

  /** Edges that leave `key`, over one kind or over all. */
  edges(key: string, kind?: RelationshipKind): Edge[] {
    return this.#edges(this.out, key, kind);
  }

  /** Edges that arrive at `key`. */
  edgesInto(key: string, kind?: RelationshipKind): Edge[] {
    return this.#edges(this.into, key, kind);
  }

  /** Resources reached from `key` over one edge of `kind`. Remembers a gap if an end was never collected. */
  follow(key: string, kind: RelationshipKind): readonly Resource[] {
    const index = this.indexOf(key);
    const kindAt = kindIndex.get(kind);
    if (index === undefined || kindAt === undefined) return nothing;
    if (this.#gapRead === null) this.#gapRead = this.#gapOut(index, kind, kindAt);
    return this.#neighbours(this.out, index, kindAt);
  }

  /** Resources from which one edge of `kind` leads to `key`. Remembers a gap if such edges may be missing. */
  followBack(key: string, kind: RelationshipKind): readonly Resource[] {
    const index = this.indexOf(key);
    const kindAt = kindIndex.get(kind);
    if (index === undefined || kindAt === undefined) return nothing;
    const node = this.nodes[index];
    if (node && this.#gapRead === null) this.#gapRead = this.#gapFor(node, kind);
    return this.#neighbours(this.into, index, kindAt);
  }

  /** Runs `read` and says whether it looked at something that was not collected. */
  readingGaps<T>(read: () => T): { value: T; gap: Unknown | null } {
    this.forgetGap();
    const value = read();
    return { value, gap: this.#gapRead };
  }

  /** The first thing not collected that was read across since `forgetGap`. */
  get gapRead(): Unknown | null {
    return this.#gapRead;
  }

  forgetGap(): void {
    this.#gapRead = null;
  }

  /** What `read` says of `key`, kept until it is asked about another key. A gap it met is noted again each time. */
  readOnce<T>(read: Read<T>, key: string): T {
    const last = this.#lastReads.get(read);
    if (last?.key === key) {
      this.#gapRead ??= last.gap;
      // Safe because it is what this very `read` returned.
      return last.value as T;
    }
    const before = this.#gapRead;
    this.#gapRead = null;
    try {
      const value = read(this, key);
      this.#lastReads.set(read, { key, value, gap: this.#gapRead });
      return value;
    } finally {
      this.#gapRead = before ?? this.#gapRead;
    }
  }

  #gapOut(index: number, kind: RelationshipKind, kindAt: number): Unknown | null {
    const node = this.nodes[index];
    if (!node) return null;
    const stated = node.unknown?.[`relationships.${kind}`];
    if (stated) return stated;
    if (!hasBit(this.#dangling, index, kindAt)) return null;
    return (
      this.#gapFor(node, kind) ?? {
        reason: "not-recorded",
        call: `${kind} of ${node.name}`,
        permission: null,
        message: "It leads to a resource that no connection has collected",
      }
    );
  }

  #gapFor(node: Resource, kind: RelationshipKind): Unknown | null {
    const gaps = this.#gapsByKind.get(kind) ?? nothing;
    if (gaps.length === 0) return null;
    return gaps.find((gap) => isWithin(gap, node.account, node.region))?.unknown ?? null;
  }

  #neighbours(side: Adjacency, index: number, wanted: number): readonly Resource[] {
    if (!hasBit(side.kindsOf, index, wanted)) return nothing;
    const found: Resource[] = [];
    const end = side.offsets[index + 1] ?? 0;
    for (let at = side.offsets[index] ?? 0; at < end; at++) {
      if (side.kinds[at] !== wanted) continue;
      const neighbour = this.nodes[side.targets[at] ?? -1];
      if (neighbour) found.push(neighbour);
    }
    return found;
  }

  #edges(side: Adjacency, key: string, kind?: RelationshipKind): Edge[] {
    const index = this.indexOf(key);
    if (index === undefined) return [];
    const found: Edge[] = [];
    const end = side.offsets[index + 1] ?? 0;
    for (let at = side.offsets[index] ?? 0; at < end; at++) {
      const edgeKind = relationshipKinds[side.kinds[at] ?? -1];
      const resource = this.nodes[side.targets[at] ?? -1];
      if (edgeKind && resource && (kind === undefined || kind === edgeKind))
        found.push({ kind: edgeKind, resource, reason: side.reasons[at] });
    }
    return found;
  }
}

/** A place without a region means every region of its account. */
const isWithin = (gap: Gap, account: string, region: string | null): boolean =>
  gap.account === account && (gap.region === null || region === null || gap.region === region);

type Read<T> = (graph: ResourceGraph, key: string) => T;

const hasBit = (bits: Int32Array, index: number, bit: number): boolean =>
  ((bits[index] ?? 0) & (1 << bit)) !== 0;

type ResolvedEdge = { from: number; to: number; kind: number; reason: string | undefined };

/** Compressed sparse rows of one direction: edges of node n stand at `offsets[n]` up to `offsets[n + 1]`. */
export type Adjacency = {
  offsets: Int32Array;
  targets: Int32Array;
  kinds: Uint8Array;
  reasons: readonly (string | undefined)[];
  /** Of each node the kinds of its edges, one bit each: most questions are answered by what is not there. */
  kindsOf: Int32Array;
};

function adjacency(nodeCount: number, edges: readonly ResolvedEdge[], side: "from" | "to"): Adjacency {
  const other = side === "from" ? "to" : "from";
  const offsets = new Int32Array(nodeCount + 1);
  for (const edge of edges) offsets[edge[side] + 1] = (offsets[edge[side] + 1] ?? 0) + 1;
  for (let node = 0; node < nodeCount; node++)
    offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0);
  const next = offsets.slice();
  const targets = new Int32Array(edges.length);
  const kinds = new Uint8Array(edges.length);
  const kindsOf = new Int32Array(nodeCount);
  const reasons = Array.from<string | undefined>({ length: edges.length });
  for (const edge of edges) {
    const at = next[edge[side]] ?? 0;
    next[edge[side]] = at + 1;
    targets[at] = edge[other];
    kinds[at] = edge.kind;
    reasons[at] = edge.reason;
    kindsOf[edge[side]] = (kindsOf[edge[side]] ?? 0) | (1 << edge.kind);
  }
  return { offsets, targets, kinds, reasons, kindsOf };
}

function guarded(resource: Resource): Resource {
  if (!resource.unknown) return resource;
  // Safe because the guard keeps every key and only makes the unknown ones throw.
  return {
    ...resource,
    properties: guardUnknown(resource.properties, resource.unknown, "properties"),
    facets: guardUnknown(resource.facets, resource.unknown, "facets"),
  } as Resource;
}
