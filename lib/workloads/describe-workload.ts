import type { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf, isOfClass, providerOf, type Resource } from "#lib/domain/resource.ts";
import type { ResourceClass } from "#lib/domain/resource-class.ts";
import { providerTitles, type Provider } from "#lib/domain/provider.ts";
import type { Environment, ServiceModel, WorkloadMember } from "#lib/domain/workload.ts";
import { known } from "#lib/domain/unknown.ts";

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
    owner: said(mostCommonTag(own, ownerTags)),
    providers: [...new Set(all.map(({ type }) => providerOf(type)))].toSorted(),
    accounts: [...new Set(own.map(({ account }) => account))].toSorted(),
  };
}

const nameTags =
  /^(app|application|app[-_]?name|workload|service|product|system|app\.kubernetes\.io\/part-of)$/i;
const ownerTags = /^(owner|team|owning[-_]?team|squad|contact|owner[-_]?email)$/i;
const environmentTags = /^(env|environment|stage|tier)$/i;

function nameOf(seeds: readonly Resource[], own: readonly Resource[]): Said<string> {
  const tagged = mostCommonTag(own, nameTags, (value) => humanize(value).toLowerCase());
  if (tagged) return { value: humanize(tagged.value), reason: tagged.reason };
  const [named] = [seeds, own].flatMap((resources) =>
    resources
      .filter(({ name }) => seenOf(name) !== "")
      .toSorted((a, b) => namingRank(a) - namingRank(b) || (a.key < b.key ? -1 : 1)),
  );
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

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
/** What a deployment tool appends: an account number, a date, a piece of a hash. */
const madeByMachine = /^(?=.*\d)[0-9a-f]{6,}$/i;
/** Characters that are not seen, or that turn the text around them. */
const unseen = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const nameMax = 80;

/** Empty only where there is nothing to be read. */
const seenOf = (text: string): string => text.replaceAll(unseen, " ").trim();

/** "claims-assistant-prod-api" reads "Claims assistant". A name of nothing but furniture stays as it is. */
export function humanize(name: string): string {
  const seen = seenOf(name);
  const words = seen
    .replaceAll(uuid, " ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[\s\-_./]+/)
    .filter((word) => word !== "");
  const says = (word: string) => !furniture.has(word.toLowerCase()) && !madeByMachine.test(word);
  const kept = isWhole(words, says)
    ? words
    : words.slice(words.findIndex(says), words.findLastIndex(says) + 1);
  const [initial = "", ...rest] = Array.from(kept.length > 0 ? kept.join(" ") : seen);
  const letters = [initial.toUpperCase(), ...rest];
  return letters.length <= nameMax
    ? letters.join("")
    : `${letters
        .slice(0, nameMax - 1)
        .join("")
        .trimEnd()}…`;
}

/** Names of nothing but furniture, and those of two words that are told apart by the first: `dev-chat`. */
function isWhole(words: readonly string[], says: (word: string) => boolean): boolean {
  const first = words.findIndex(says);
  return first < 0 || (words.length === 2 && first === 1 && furniture.has(words[0]?.toLowerCase() ?? ""));
}

type Tag = { tag: string; value: string };

/** What most resources are tagged with. Values that mean the same are one, told as most of them spell it. */
function mostCommonTag(
  resources: readonly Resource[],
  wanted: RegExp,
  meaningOf: (value: string) => string = (value) => value.toLowerCase(),
): (Said<string> & { meaning: string }) | null {
  const uses = resources.flatMap(({ tags }) => {
    const own = Object.entries(tags).flatMap(([tag, text]): [string, Tag][] => {
      if (!wanted.test(tag)) return [];
      const value = seenOf(text);
      const meaning = meaningOf(value);
      return meaning === "" ? [] : [[meaning, { tag, value }]];
    });
    // Two tags of one resource that say the same are one resource's word.
    return [...new Map(own)].map(([meaning, said]) => ({ meaning, ...said }));
  });
  const best = mostOf(uses, ({ meaning }) => meaning);
  const [spelled] = mostOf(best, ({ tag, value }) => `${value}\n${tag}`);
  if (!spelled) return null;
  const count = best.length;
  const { tag, value, meaning } = spelled;
  return {
    meaning,
    value,
    reason: `${count} of its resources ${count === 1 ? "is" : "are"} tagged ${tag} = ${value}`,
  };
}

const said = (tag: Said<string> | null): Said<string> | null =>
  tag && { value: tag.value, reason: tag.reason };

/** The largest group; of equals the first by its text, whatever order they came in. */
function mostOf<T>(items: readonly T[], textOf: (item: T) => string): readonly T[] {
  const [largest] = [...Map.groupBy(items, textOf)].toSorted(
    ([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1),
  );
  return largest?.[1] ?? [];
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
  const tagged = mostCommonTag(own, environmentTags, (value) => environmentIn(value) ?? "");
  const byTag = tagged && environmentIn(tagged.value);
  if (tagged && byTag) return { value: byTag, reason: tagged.reason };
  for (const { name } of own) {
    const words = name.split(/[\s\-_./]+/).filter((word) => environmentIn(word));
    // A name that says two environments says neither.
    const [environment, ...others] = new Set(words.map(environmentIn));
    if (environment && others.length === 0)
      return { value: environment, reason: `The name ${name} says ${words[0]}` };
  }
  return null;
}

/** What somebody has to have built or run himself. */
const ownClasses: ReadonlySet<ResourceClass> = new Set([
  "compute",
  "agent",
  "api",
  "model-deployment",
  "knowledge-base",
]);

/** How much of it the provider runs, which decides who is accountable for what. */
function serviceModelOf(graph: ResourceGraph, all: readonly Resource[]): Said<ServiceModel> {
  const where = [...new Set(all.map(({ type }) => providerTitles[providerOf(type)]))]
    .toSorted()
    .join(" and ");
  const tenant = all.find(
    (resource) => isOfClass(resource, "tenant") && known(() => resource.facets.usesModels) === true,
  );
  if (tenant && !all.some((resource) => ownClasses.has(classOf(resource.type))))
    return {
      value: "saas",
      reason: `People and keys of ${tenant.name} call models of ${where}, with no application of one's own in between`,
    };
  const own = ownServers(graph, all);
  if (own) return own;
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

const answering: ReadonlySet<ResourceClass> = new Set(["ai-service", "model", "model-deployment", "agent"]);
const ownProviders: ReadonlySet<Provider> = new Set(["kubernetes", "onprem"]);

/** Where every model runs on servers of one's own, the machines beneath decide; null where a service runs any. */
function ownServers(graph: ResourceGraph, all: readonly Resource[]): Said<ServiceModel> | null {
  const models = all.filter(({ type }) => answering.has(classOf(type)));
  if (models.length === 0 || models.some(({ type }) => !ownProviders.has(providerOf(type)))) return null;
  const accounts = new Set(models.map(({ account }) => account));
  const clusters = graph.all("kubernetes.cluster").filter(({ account }) => accounts.has(account));
  const hosted = clusters.find(({ properties }) => known(() => properties.cloud) !== null);
  if (hosted)
    return {
      value: "iaas",
      reason: `Its models run on one's own servers in ${hosted.name}, on machines of a cloud`,
    };
  return { value: "on-premises", reason: "Its models run on one's own servers and machines" };
}

function drivesToolsAndModel(graph: ResourceGraph, compute: Resource): boolean {
  const called = graph.edges(compute.key, "invokes").map(({ resource }) => classOf(resource.type));
  const model = called.some((wanted) => ["ai-service", "model", "model-deployment"].includes(wanted));
  return model && called.includes("agent-tool");
}
