import { columnsOf, type NodeColumns } from "./graph-columns.ts";
import { Links, type Adjacency, type NodeKeys } from "./graph-links.ts";
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
  readonly gaps: readonly Gap[];
  readonly columns: NodeColumns;
  readonly out: Adjacency;
  readonly into: Adjacency;
  readonly #links: Links;
  readonly #indexByKey: NodeKeys["indexByKey"];
  #byType: ReadonlyMap<ResourceType, readonly Resource[]> | null = null;
  readonly #byClass = new Map<ResourceClass, readonly Resource[]>();
  readonly #gapsByKind: ReadonlyMap<RelationshipKind, readonly Gap[]>;
  #gapRead: Unknown | null = null;
  #lastKey: string | undefined = undefined;
  #lastIndex: number | undefined = undefined;
  readonly #lastReads = new Map<Read<unknown>, { key: string; value: unknown; gap: Unknown | null }>();

  /** Links are those of these very resources; whoever has them has guarded the resources already. */
  constructor(
    resources: readonly Resource[],
    relationships: readonly Relationship[] | Links,
    gaps: readonly Gap[] = [],
  ) {
    const areLinked = relationships instanceof Links;
    const nodes = areLinked ? resources : resources.map(guarded);
    this.nodes = nodes;
    this.gaps = gaps;
    this.columns = columnsOf(nodes);
    this.#links = areLinked ? relationships : Links.of(keysOf(nodes), relationships);
    this.#indexByKey = this.#links.keys.indexByKey;
    this.#gapsByKind = new Map(
      relationshipKinds.map((kind) => [kind, gaps.filter(({ produces }) => produces.includes(kind))]),
    );
    this.out = this.#links.out;
    this.into = this.#links.into;
  }

  /** As given, with those whose ends were never collected. */
  get relationships(): readonly Relationship[] {
    return this.#links.relationships();
  }

  /** Those of which an end was never collected. */
  get looseRelationships(): readonly Relationship[] {
    return this.#links.loose;
  }

  /** The same resources with more relationships. */
  joinedBy(more: readonly Relationship[]): ResourceGraph {
    return new ResourceGraph(this.nodes, this.#links.joinedBy(more), this.gaps);
  }

  /** The same relationships between resources told anew: as many, with the same keys, and guarded. */
  toldAnew(nodes: readonly Resource[], gaps: readonly Gap[]): ResourceGraph {
    return new ResourceGraph(nodes, this.#links, gaps);
  }

  /** The numbers of its nodes by their keys. */
  get keys(): NodeKeys {
    return this.#links.keys;
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
    return (this.#typed().get(type) ?? []) as readonly Resource<T>[];
  }

  #typed(): ReadonlyMap<ResourceType, readonly Resource[]> {
    this.#byType ??= Map.groupBy(this.nodes, (resource) => resource.type);
    return this.#byType;
  }

  ofClass<C extends ResourceClass>(wanted: C): readonly (Resource<TypesOfClass<C>> & ResourceOfClass<C>)[] {
    let found = this.#byClass.get(wanted);
    if (!found) {
      found = [...this.#typed()].flatMap(([type, resources]) => (classOf(type) === wanted ? resources : []));
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
    this.noteGap(type, account, region);
    return this.all(type).filter(
      (resource) => resource.account === account && (region === null || resource.region === region),
    );
  }

  /** Remembers a gap if some of this type may be missing there: what they would lead to is then no absence. */
  noteGap(type: ResourceType, account: string, region: string | null = null): void {
    this.#gapRead ??=
      this.gaps.find((gap) => gap.produces.includes(type) && isWithin(gap, account, region))?.unknown ?? null;
  }

  /** Edges that leave `key`, over one kind or over all. */
  edges(key: string, kind?: RelationshipKind): Edge[] {
    return this.#edges(this.out, key, kind);
  }

  /** Edges that arrive at `key`. */
  edgesInto(key: string, kind?: RelationshipKind): Edge[] {
    return this.#edges(this.into, key, kind);
  }

  hasEdgeInto(key: string, kind: RelationshipKind): boolean {
    const index = this.indexOf(key);
    return index !== undefined && hasBit(this.into.kindsOf, index, kindIndex.get(kind) ?? 31);
  }

  /** Whether there is such an edge between two resources that were collected, for whatever reason. */
  isJoined({ from, kind, to }: Pick<Relationship, "from" | "kind" | "to">): boolean {
    const [start, end, kindAt] = [this.indexOf(from), this.indexOf(to), kindIndex.get(kind)];
    if (start === undefined || end === undefined || kindAt === undefined) return false;
    if (!hasBit(this.out.kindsOf, start, kindAt) || !hasBit(this.into.kindsOf, end, kindAt)) return false;
    const [side, node, other] =
      degree(this.out, start) <= degree(this.into, end) ? [this.out, start, end] : [this.into, end, start];
    for (let at = side.offsets[node] ?? 0; at < (side.offsets[node + 1] ?? 0); at++)
      if (side.targets[at] === other && side.kinds[at] === kindAt) return true;
    return false;
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
    if (!hasBit(this.#links.dangling, index, kindAt)) return null;
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
    if (kind !== undefined && !hasBit(side.kindsOf, index, kindIndex.get(kind) ?? 31)) return [];
    const found: Edge[] = [];
    const end = side.offsets[index + 1] ?? 0;
    for (let at = side.offsets[index] ?? 0; at < end; at++) {
      const edgeKind = relationshipKinds[side.kinds[at] ?? -1];
      const resource = this.nodes[side.targets[at] ?? -1];
      if (edgeKind && resource && (kind === undefined || kind === edgeKind))
        found.push({ kind: edgeKind, resource, reason: side.reasons.at(at) });
    }
    return found;
  }
}

/** A place without a region means every region of its account. */
const isWithin = (gap: Gap, account: string, region: string | null): boolean =>
  gap.account === account && (gap.region === null || region === null || gap.region === region);

type Read<T> = (graph: ResourceGraph, key: string) => T;

const degree = ({ offsets }: Adjacency, node: number): number =>
  (offsets[node + 1] ?? 0) - (offsets[node] ?? 0);

const hasBit = (bits: Int32Array, index: number, bit: number): boolean =>
  ((bits[index] ?? 0) & (1 << bit)) !== 0;

const keysOf = (nodes: readonly Resource[]): NodeKeys => ({
  count: nodes.length,
  indexByKey: new Map(nodes.map((resource, index) => [resource.key, index])),
  keyOf: (node) => nodes[node]?.key ?? "",
});

/** The resource, of which what was not collected cannot be read. */
export function guarded(resource: Resource): Resource {
  if (!resource.unknown) return resource;
  // Safe because the guard keeps every key and only makes the unknown ones throw.
  return {
    ...resource,
    properties: guardUnknown(resource.properties, resource.unknown, "properties"),
    facets: guardUnknown(resource.facets, resource.unknown, "facets"),
  } as Resource;
}
