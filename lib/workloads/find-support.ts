import type { Ability } from "#lib/domain/ability.ts";
import type { Adjacency } from "#lib/domain/graph-links.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds, type RelationshipKind } from "#lib/domain/relationship.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, isOfClass, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";
import { compileGlob } from "#lib/inventory/glob.ts";

type Support = { resource: Resource; reason: string; shared: boolean };

const supports: readonly { kind: RelationshipKind; verb: string }[] = [
  { kind: "runs-as", verb: "runs as" },
  { kind: "built-by", verb: "is built by" },
  { kind: "pulls-image", verb: "runs an image of" },
  { kind: "encrypted-by", verb: "is encrypted by" },
  { kind: "logs-to", verb: "logs to" },
  { kind: "monitored-by", verb: "is watched by" },
  { kind: "in-network", verb: "is in" },
  { kind: "reached-privately-through", verb: "is reached through" },
];

/** Infrastructure that is left out where others use it, too: it is nobody's application. */
const onlyIfPrivate: ReadonlySet<ResourceClass> = new Set([
  "key",
  "network",
  "audit-log",
  "data-store",
  "private-endpoint",
  "image-registry",
  "build",
  "tenant",
]);

/** What stands around an application's resources: the identity it runs as, its keys, logs, networks, builds. */
export function findSupport(
  graph: ResourceGraph,
  memberKeys: ReadonlySet<string>,
  operators: Operators = findOperators(graph),
): Support[] {
  const members = [...memberKeys].flatMap((key) => graph.get(key) ?? []);
  const direct = members.flatMap((member) => [
    ...supports.flatMap(({ kind, verb }) =>
      graph.edges(member.key, kind).map(({ resource }) => ({
        resource,
        reason: `${member.name} ${verb} ${resource.name}`,
        shared: leadsOutside(graph, graph.into, resource.key, kind, memberKeys),
      })),
    ),
    ...graph.edgesInto(member.key, "contains").map(({ resource }) => ({
      resource,
      reason: `${resource.name} contains ${member.name}`,
      shared: leadsOutside(graph, graph.out, resource.key, "contains", memberKeys),
    })),
  ]);
  const registries = direct.filter(
    ({ resource, shared }) => isOfClass(resource, "image-registry") && !shared,
  );
  const identities = direct.filter(({ resource, shared }) => isOfClass(resource, "identity") && !shared);
  const around = [
    ...direct,
    ...registries.flatMap(({ resource }) => buildsOf(graph, resource)),
    ...identities.flatMap(({ resource }) => namedSecrets(graph, resource)),
  ];
  const inside = new Set([
    ...memberKeys,
    ...around.flatMap(({ resource, shared }) => (shared ? [] : resource.key)),
  ]);
  const all = [...around, ...operatorsOf(graph, operators, inside)];
  return [
    ...all,
    ...sourcesOf(graph, [...members, ...all.flatMap(({ resource, shared }) => (shared ? [] : resource))]),
  ].filter(
    ({ resource, shared }) =>
      !memberKeys.has(resource.key) &&
      classOf(resource.type) !== "account" &&
      !(shared && onlyIfPrivate.has(classOf(resource.type)) && !isParentStore(graph, resource, memberKeys)),
  );
}

/** Ends at the first neighbour that is no member: a network or an account may have as many as there are resources. */
function leadsOutside(
  graph: ResourceGraph,
  { offsets, kinds, targets }: Adjacency,
  key: string,
  kind: RelationshipKind,
  memberKeys: ReadonlySet<string>,
): boolean {
  const node = graph.indexOf(key);
  if (node === undefined) return false;
  const wanted = relationshipKinds.indexOf(kind);
  const end = offsets[node + 1] ?? 0;
  for (let at = offsets[node] ?? 0; at < end; at++) {
    const neighbour = graph.nodes[targets[at] ?? -1];
    if (kinds[at] === wanted && neighbour && !memberKeys.has(neighbour.key)) return true;
  }
  return false;
}

const isParentStore = (graph: ResourceGraph, resource: Resource, memberKeys: ReadonlySet<string>): boolean =>
  graph.edges(resource.key, "contains").some((edge) => memberKeys.has(edge.resource.key));

const namedClasses = ["secret", "key-vault"] as const;

/** Secrets that the application's own identity may use by name. */
function namedSecrets(graph: ResourceGraph, identity: Resource): Support[] {
  if (!isOfClass(identity, "identity")) return [];
  return (known(() => identity.facets.grants) ?? [])
    .filter(({ effect, on }) => effect === "allow" && compileGlob(on).exact)
    .flatMap(({ on, source }) => {
      const resource = graph.get(on);
      const named = resource && namedClasses.some((wanted) => isOfClass(resource, wanted));
      return named
        ? [
            {
              resource,
              reason: `${identity.name} may use ${resource.name} by name (${source})`,
              shared: false,
            },
          ]
        : [];
    });
}

const buildsOf = (graph: ResourceGraph, registry: Resource): Support[] =>
  graph.edgesInto(registry.key, "produces").map(({ resource }) => ({
    resource,
    reason: `${resource.name} builds the images in ${registry.name}`,
    shared: graph.edges(resource.key, "produces").length > 1,
  }));

/** Repositories that an application is built from or shipped by, and their workflows. */
function sourcesOf(graph: ResourceGraph, parts: readonly Resource[]): Support[] {
  const keys = new Set(parts.map(({ key }) => key));
  const found = new Map<string, Support>();
  const count = (resource: Resource, reason: string) => {
    const elsewhere =
      leadsOutside(graph, graph.into, resource.key, "built-by", keys) ||
      leadsOutside(graph, graph.out, resource.key, "can-assume", keys);
    if (!found.has(resource.key)) found.set(resource.key, { resource, reason, shared: elsewhere });
  };
  for (const part of parts) {
    for (const { resource } of graph.edges(part.key, "built-by"))
      if (isOfClass(resource, "repository")) count(resource, `${part.name} is built from ${resource.name}`);
    if (!isOfClass(part, "identity")) continue;
    for (const { resource } of graph.edgesInto(part.key, "can-assume"))
      if (isOfClass(resource, "repository"))
        count(resource, `Jobs of ${resource.name} may act as ${part.name}`);
  }
  const workflows = [...found.values()].flatMap(({ resource: repository, shared }) =>
    graph
      .edges(repository.key, "contains")
      .filter(({ resource }) => isOfClass(resource, "workflow"))
      .map(({ resource }) => ({
        resource,
        reason: `${resource.name} is a workflow of ${repository.name}`,
        shared,
      })),
  );
  return [...found.values(), ...workflows];
}

const operates: ReadonlySet<Ability> = new Set(["deploy", "manage", "write-data"]);

type Named = { on: string; source: string };
/** What each identity may change by name, and who may change each resource. */
export type Operators = {
  targetsOf: ReadonlyMap<string, readonly Named[]>;
  operatorsOf: ReadonlyMap<string, readonly string[]>;
};

/** Found once for the whole estate. */
export function findOperators(graph: ResourceGraph): Operators {
  const targetsOf = new Map<string, Named[]>();
  const operatorsOfTarget = new Map<string, string[]>();
  for (const identity of graph.ofClass("identity"))
    for (const { effect, abilities, on, source } of known(() => identity.facets.grants) ?? []) {
      const mayChange = effect === "allow" && abilities.some((ability) => operates.has(ability));
      if (!mayChange || !compileGlob(on).exact || graph.get(on) === undefined) continue;
      targetsOf.set(identity.key, [...(targetsOf.get(identity.key) ?? []), { on, source }]);
      operatorsOfTarget.set(on, [...(operatorsOfTarget.get(on) ?? []), identity.key]);
    }
  return { targetsOf, operatorsOf: operatorsOfTarget };
}

/** Identities that may change the application by name, and nothing else by name: its own deployer, its own publisher. */
function operatorsOf(graph: ResourceGraph, operators: Operators, inside: ReadonlySet<string>): Support[] {
  const candidates = new Set([...inside].flatMap((key) => operators.operatorsOf.get(key) ?? []));
  return [...candidates].flatMap((key) => {
    const identity = graph.get(key);
    const targets = operators.targetsOf.get(key) ?? [];
    const [first] = targets;
    if (!identity || !first || inside.has(key) || targets.some(({ on }) => !inside.has(on))) return [];
    const target = graph.get(first.on)?.name ?? first.on;
    return [
      {
        resource: identity,
        reason: `${identity.name} may change ${target} by name (${first.source})`,
        shared: false,
      },
    ];
  });
}
