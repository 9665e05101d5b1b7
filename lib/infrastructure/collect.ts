import { collectAll, type Collected } from "#lib/connectors/collect-all.ts";
import type { Connector } from "#lib/domain/connector.ts";
import type { Gap } from "#lib/domain/graph.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { isResourceType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { UndecidedDeclaration } from "./declared.ts";
import type { Found } from "./found.ts";
import { World, worldCount } from "./world.ts";

/**
 * What the live collectors find where `open` answers them. Where it had to guess what is not known yet, they read it
 * again under other guesses, and all that turns out otherwise is unknown.
 */
export async function collectDeclared(
  connector: Connector,
  open: (world: World) => Opened,
  signal: AbortSignal,
  untoldWhy: Unknown = onlyRunning,
): Promise<Found> {
  const found: Collected[] = [];
  const undecided = new Map<string, UndecidedDeclaration>();
  let places: Found["places"] = new Map();
  let untold: Opened["untold"] = {};
  let doubts: Opened["doubts"];
  for (let index = 0; index < worldCount; index++) {
    const world = new World(index);
    const opened = open(world);
    found.push(await collectAll(connector, opened.transport, signal));
    if (index === 0) ({ places, untold, doubts } = opened);
    for (const one of opened.undecided) undecided.set(one.place.address, one);
    if (!world.guessed) break;
  }
  const [first, ...others] = found;
  const collected = first === undefined || others.length === 0 ? (first ?? nothing) : alikeIn(found, first);
  const resources = collected.resources.map((one) =>
    withOpen(one, [...(untold[one.type] ?? []), ...(doubts?.(one) ?? [])], untoldWhy),
  );
  const gaps = collected.gaps.map(ofThingsAlone);
  return { collected: { ...collected, resources, gaps }, places, undecided: [...undecided.values()] };
}

/**
 * What the code does not tell of an account is which settings it has. That something which nobody declares leads to
 * what is declared is left aside: code is judged as if nothing else stood there.
 */
const ofThingsAlone = (gap: Gap): Gap =>
  gap.unknown.reason === "not-recorded" ? { ...gap, produces: gap.produces.filter(isResourceType) } : gap;

/** Declared resources, ready to answer one provider's collectors in one world. */
export type Opened = Pick<Found, "places" | "undecided"> & {
  transport: Transport;
  /** Facts of resource types that code never tells, by path. */
  untold: Partial<Record<ResourceType, readonly string[]>>;
  /** Facts of one resource that hold only as long as nothing stands beside what the code declares. */
  doubts?: (resource: Resource) => readonly string[];
};

const nothing: Collected = { resources: [], relationships: [], gaps: [], collections: [] };

function alikeIn(worlds: readonly Collected[], first: Collected): Collected {
  const versions = Map.groupBy(
    worlds.flatMap(({ resources }) => resources),
    ({ key }) => key,
  );
  const edges = worlds.map(({ relationships }) => Map.groupBy(relationships, ({ from }) => from));
  const resources = [...versions.values()].flatMap((found) => merged(found, worlds.length, edges));
  return { ...first, resources, relationships: everywhere(worlds) };
}

/** Relationships that hold in every world. */
function everywhere(worlds: readonly Collected[]): Relationship[] {
  const counts = new Map<string, { relationship: Relationship; count: number }>();
  for (const { relationships } of worlds)
    for (const [id, relationship] of new Map(relationships.map((one) => [edgeId(one), one]))) {
      const known = counts.get(id);
      if (known) known.count++;
      else counts.set(id, { relationship, count: 1 });
    }
  return [...counts.values()].flatMap(({ relationship, count }) =>
    count === worlds.length ? [relationship] : [],
  );
}

const edgeId = ({ from, kind, to }: Relationship): string => `${from} ${kind} ${to}`;

function merged(
  found: readonly Resource[],
  worldTotal: number,
  edges: readonly ReadonlyMap<string, readonly Relationship[]>[],
): Resource[] {
  const [first] = found;
  if (!first) return [];
  const open = [
    ...differing(found, "properties", worldTotal),
    ...differing(found, "facets", worldTotal),
    ...kindsThatDiffer(first.key, edges).map((kind) => `relationships.${kind}`),
  ];
  return [withOpen(first, open, notYet)];
}

function withOpen(resource: Resource, open: readonly string[], why: Unknown): Resource {
  if (open.length === 0) return resource;
  const unknown = { ...Object.fromEntries(open.map((path) => [path, why])), ...resource.unknown };
  const known = (values: object, prefix: string) =>
    Object.fromEntries(
      Object.entries(values).filter(([name]) => !Object.hasOwn(unknown, `${prefix}.${name}`)),
    );
  // Safe because the graph's guard makes every read of what is left out end in `unknown`.
  return {
    ...resource,
    properties: known(resource.properties, "properties"),
    facets: known(resource.facets, "facets"),
    unknown,
  } as Resource;
}

/** A resource that exists in some worlds only is not known well enough for anything to be said of it. */
function differing(found: readonly Resource[], part: "properties" | "facets", worldTotal: number): string[] {
  const names = new Set(found.flatMap((one) => Object.keys(one[part])));
  const shown = (one: Resource, name: string) => JSON.stringify(Reflect.get(one[part], name)) ?? "";
  return [...names]
    .filter((name) => found.length < worldTotal - 1 || new Set(found.map((one) => shown(one, name))).size > 1)
    .map((name) => `${part}.${name}`);
}

function kindsThatDiffer(
  key: string,
  edges: readonly ReadonlyMap<string, readonly Relationship[]>[],
): string[] {
  const perWorld = edges.map((byFrom) => new Set((byFrom.get(key) ?? []).map(edgeId)));
  const all = edges.flatMap((byFrom) => byFrom.get(key) ?? []);
  const differing = all.filter((edge) => !perWorld.every((ids) => ids.has(edgeId(edge))));
  return [...new Set(differing.map(({ kind }) => kind))];
}

const onlyRunning: Unknown = {
  reason: "not-recorded",
  call: "terraform show",
  permission: null,
  message: "Only what runs tells it, and code does not",
};
const notYet: Unknown = {
  reason: "not-recorded",
  call: "terraform apply",
  permission: null,
  message: "It is known only after it is applied",
};
