import type { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf, isOfClass, providerOf, type Resource } from "#lib/domain/resource.ts";
import { providerTitles, type Provider } from "#lib/domain/provider.ts";
import type { Environment, ServiceModel, WorkloadMember } from "#lib/domain/workload.ts";

export type Said<T> = { value: T; reason: string };
export type WorkloadDescription = {
  name: Said<string>;
  serviceModel: Said<ServiceModel>;
  environment: Said<Environment> | null;
  owner: Said<string> | null;
  providers: readonly Provider[];
  accounts: readonly string[];
};

/** What a workload is called and what kind of thing it is, from its members' facts and their owners' tags. */
export function describeWorkload(
  graph: ResourceGraph,
  seedKeys: readonly string[],
  members: readonly WorkloadMember[],
): WorkloadDescription {
  const own = members
    .filter(({ shared }) => !shared)
    .flatMap(({ resourceKey }) => graph.get(resourceKey) ?? []);
  const all = members.flatMap(({ resourceKey }) => graph.get(resourceKey) ?? []);
  const seeds = seedKeys.flatMap((key) => graph.get(key) ?? []);
  return {
    name: nameOf(seeds.length > 0 ? seeds : own, own),
    serviceModel: serviceModelOf(graph, all),
    environment: environmentOf(own),
    owner: mostCommonTag(own, ownerTags),
    providers: [...new Set(all.map(({ type }) => providerOf(type)))].toSorted(),
    accounts: [...new Set(own.map(({ account }) => account))].toSorted(),
  };
}

const nameTags = /^(app|application|app[-_]?name|workload|service|product|system)$/i;
const ownerTags = /^(owner|team|owning[-_]?team|squad|contact|owner[-_]?email)$/i;
const environmentTags = /^(env|environment|stage|tier)$/i;

function nameOf(seeds: readonly Resource[], own: readonly Resource[]): Said<string> {
  const tagged = mostCommonTag(own, nameTags);
  if (tagged) return { value: humanize(tagged.value), reason: tagged.reason };
  const [named] = seeds.toSorted((a, b) => namingRank(a) - namingRank(b) || (a.key < b.key ? -1 : 1));
  if (!named) return { value: "Unnamed workload", reason: "Nothing in it has a name" };
  return { value: humanize(named.name), reason: `It is named after ${named.name}` };
}

/** Whose name people use: the agent's, then the code's, then what is in front, then what answers. */
const namingOrder = ["agent", "compute", "api", "model-deployment", "notebook", "training-job"] as const;
function namingRank(resource: Resource): number {
  const rank = namingOrder.findIndex((wanted) => isOfClass(resource, wanted));
  return rank < 0 ? namingOrder.length : rank;
}

const furniture = new Set(
  "api app fn func function lambda service svc web webapp server prod production staging dev test http rest endpoint handler".split(
    " ",
  ),
);

/** "claims-assistant-prod-api" reads "Claims assistant". A name of nothing but furniture stays as it is. */
export function humanize(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[\s\-_./]+/)
    .filter((word) => word !== "");
  const first = words.findIndex((word) => !furniture.has(word.toLowerCase()));
  const last = words.findLastIndex((word) => !furniture.has(word.toLowerCase()));
  const kept = first < 0 ? words : words.slice(first, last + 1);
  const text = kept.join(" ");
  return text === "" ? name : text.charAt(0).toUpperCase() + text.slice(1);
}

function mostCommonTag(
  resources: readonly Resource[],
  wanted: RegExp,
  admits: (value: string) => boolean = (value) => value.trim() !== "",
): Said<string> | null {
  const counts = new Map<string, { tag: string; count: number }>();
  for (const resource of resources) {
    const said = Object.entries(resource.tags).filter(([tag, value]) => wanted.test(tag) && admits(value));
    // Two tags of one resource that say the same are one resource's word.
    for (const [value, tag] of new Map(said.map(([name, text]) => [text, name])))
      counts.set(value, { tag, count: (counts.get(value)?.count ?? 0) + 1 });
  }
  const [best] = [...counts].toSorted(
    ([a, { count: countA }], [b, { count: countB }]) => countB - countA || (a < b ? -1 : 1),
  );
  if (!best) return null;
  const [value, { tag, count }] = best;
  return {
    value,
    reason: `${count} of its resources ${count === 1 ? "is" : "are"} tagged ${tag} = ${value}`,
  };
}

const environmentWords: readonly [RegExp, Environment][] = [
  [/^(prod|prd|production|live)$/i, "production"],
  [/^(stag|stg|staging|preprod|uat)$/i, "staging"],
  [/^(test|tst|qa|integration)$/i, "test"],
  [/^(dev|development|sandbox|experiment|lab)$/i, "development"],
];
const environmentIn = (word: string): Environment | undefined =>
  environmentWords.find(([pattern]) => pattern.test(word))?.[1];

function environmentOf(own: readonly Resource[]): Said<Environment> | null {
  const tagged = mostCommonTag(own, environmentTags, (value) => environmentIn(value) !== undefined);
  const byTag = tagged && environmentIn(tagged.value);
  if (tagged && byTag) return { value: byTag, reason: tagged.reason };
  for (const resource of own)
    for (const word of resource.name.split(/[\s\-_./]+/)) {
      const environment = environmentIn(word);
      if (environment) return { value: environment, reason: `The name ${resource.name} says ${word}` };
    }
  return null;
}

/** How much of it the provider runs, which decides who is accountable for what. */
function serviceModelOf(graph: ResourceGraph, all: readonly Resource[]): Said<ServiceModel> {
  const where = [...new Set(all.map(({ type }) => providerTitles[providerOf(type)]))]
    .toSorted()
    .join(" and ");
  const loop = all.find(
    (resource) => classOf(resource.type) === "compute" && drivesToolsAndModel(graph, resource),
  );
  if (loop)
    return {
      value: "agent-paas",
      reason: `${loop.name} calls a model and the tools itself: an agent of one's own on managed services of ${where}`,
    };
  return {
    value: "paas",
    reason: `Its models and data are managed services of ${where}; the application is one's own`,
  };
}

function drivesToolsAndModel(graph: ResourceGraph, compute: Resource): boolean {
  const called = graph.edges(compute.key, "invokes").map(({ resource }) => classOf(resource.type));
  const model = called.some((wanted) => ["ai-service", "model", "model-deployment"].includes(wanted));
  return model && called.includes("agent-tool");
}
