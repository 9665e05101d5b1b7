import { classOf, type Resource } from "#lib/domain/resource.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";

import type { Changes } from "../estate-print.ts";
import { indexOfKind } from "./automaton.ts";

/** Grants of one kind and extent: what one of them reaches, all do. A hub between its holders and what it reaches. */
export type Hub = {
  index: number;
  kind: number;
  holders: readonly number[];
  isHolder: ReadonlySet<number>;
  reaches: (node: number) => boolean;
  /** The same of a resource as it was. */
  reached: (resource: Resource) => boolean;
};
export type Held = { hub: Hub; reason: string };

export type EstateHubs = {
  hubs: readonly Hub[];
  /** Kinds of which there are hubs, one bit each. */
  kinds: number;
  heldBy: (node: number) => readonly Held[];
  /** Hubs of `kind` that reach the node, decided once for each. */
  reaching: (kind: number, node: number) => readonly Hub[];
  /** All that a hub reaches, in the order of nodes. */
  members: (hub: Hub) => readonly number[];
};

const nothing: readonly never[] = [];

export function estateHubs(
  estateGrants: readonly EstateGrant[],
  nodes: readonly Resource[],
  indexOf: (key: string) => number | undefined,
): EstateHubs {
  const hubs: Hub[] = [];
  const hubOf = new Map<string, Hub>();
  const byExtent = Map.groupBy(estateGrants, idOf);
  for (const [id, grants] of [...byExtent].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [first] = grants;
    if (!first) continue;
    const isHolder = new Set(grants.flatMap(({ identityKey }) => indexOf(identityKey) ?? []));
    const hub: Hub = {
      index: hubs.length,
      kind: indexOfKind(first.kind),
      holders: [...isHolder],
      isHolder,
      reaches: (node) => {
        const resource = nodes[node];
        return resource !== undefined && first.reaches(resource);
      },
      reached: (resource) => first.reaches(resource),
    };
    hubs.push(hub);
    hubOf.set(id, hub);
  }
  const held = new Map<number, Held[]>();
  for (const grant of estateGrants) {
    const [hub, node] = [hubOf.get(idOf(grant)), indexOf(grant.identityKey)];
    if (hub && node !== undefined) held.set(node, [...(held.get(node) ?? []), { hub, reason: grant.reason }]);
  }
  return { hubs, kinds: hubs.reduce((all, { kind }) => all | (1 << kind), 0), ...reachOf(hubs, held, nodes) };
}

/** Whom an identity trusts differs by who asks, so those who may assume share no hub. */
const idOf = ({ kind, extent, identityKey }: EstateGrant): string =>
  [kind, extent, ...(kind === "can-assume" ? [identityKey] : [])].join("\n");

function reachOf(
  hubs: readonly Hub[],
  held: ReadonlyMap<number, readonly Held[]>,
  nodes: readonly Resource[],
): Pick<EstateHubs, "heldBy" | "reaching" | "members"> {
  const byKind = Map.groupBy(hubs, ({ kind }) => kind);
  const known = new Map<number, ReachingHubs>();
  const reaching = (kind: number, node: number): readonly Hub[] => {
    const among = byKind.get(kind);
    if (!among) return nothing;
    const ofKind = known.get(kind) ?? new ReachingHubs(among, nodes.length);
    known.set(kind, ofKind);
    return ofKind.of(node);
  };
  const all = new Map<number, ReadonlyMap<Hub, readonly number[]>>();
  return {
    heldBy: (node) => held.get(node) ?? nothing,
    reaching,
    members: (hub) => {
      const found = all.get(hub.kind) ?? membersOf(nodes.length, (node) => reaching(hub.kind, node));
      all.set(hub.kind, found);
      return found.get(hub) ?? nothing;
    },
  };
}

function membersOf(
  nodeCount: number,
  reaching: (node: number) => readonly Hub[],
): ReadonlyMap<Hub, readonly number[]> {
  const found = new Map<Hub, number[]>();
  for (let node = 0; node < nodeCount; node++)
    for (const hub of reaching(node)) {
      const members = found.get(hub);
      if (members) members.push(node);
      else found.set(hub, [node]);
    }
  return found;
}

/** Hubs of one kind by what they reach: many nodes are reached by the same ones. */
class ReachingHubs {
  readonly #hubs: readonly Hub[];
  /** Of each node one more than the place of its list, 0 where nobody asked. */
  readonly #places: Int32Array;
  readonly #lists: (readonly Hub[])[] = [];
  readonly #placeOf = new Map<string, number>();

  constructor(hubs: readonly Hub[], nodeCount: number) {
    this.#hubs = hubs;
    this.#places = new Int32Array(nodeCount);
  }

  of(node: number): readonly Hub[] {
    const place = this.#places[node] ?? 0;
    return (place > 0 ? this.#lists[place - 1] : this.#decide(node)) ?? nothing;
  }

  #decide(node: number): readonly Hub[] {
    const found = this.#hubs.filter((hub) => hub.reaches(node));
    const id = found.map(({ index }) => index).join();
    const place = this.#placeOf.get(id) ?? this.#lists.push(found);
    this.#placeOf.set(id, place);
    this.#places[node] = place;
    return this.#lists[place - 1] ?? nothing;
  }
}

/** Holders of grants that reach a changed resource and did not, or did and do not any more. */
export function holdersAnew(
  { hubs }: EstateHubs,
  indexOf: (key: string) => number | undefined,
  changed: Changes,
): number[] {
  // Whom an identity trusts is told by the identity as it is, so any change of one may have changed who may assume it.
  const identities = [...changed].some(
    ([key, was]) => was !== null && (classOf(was.type) === "identity" || indexOf(key) === undefined),
  );
  const assuming = indexOfKind("can-assume");
  const isAnew = (hub: Hub): boolean =>
    hub.kind === assuming
      ? identities
      : [...changed].some(([key, was]) => {
          const node = indexOf(key);
          // Safe because a grant over an estate goes by key, type and account alone.
          const before = was !== null && hub.reached({ key, ...was } as unknown as Resource);
          return before !== (node !== undefined && hub.reaches(node));
        });
  return hubs.filter(isAnew).flatMap(({ holders }) => holders);
}
