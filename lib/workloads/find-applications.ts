import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isPassThrough } from "#lib/domain/pass-through.ts";
import { classOf, isOfClass, type Resource } from "#lib/domain/resource.ts";

import type { Application } from "./application.ts";
import { isAiCompute, isOwnModel, usedBy } from "./application-edges.ts";
import { Groups } from "./groups.ts";
import { tenantApplications } from "./tenant-applications.ts";

/**
 * Groups AI resources into applications by who calls whom. Nothing that several applications use joins them: it
 * belongs to each as shared. Names and tags play no part.
 */
export function findApplications(graph: ResourceGraph): Application[] {
  const fronts = frontGroups(graph);
  const reach = reachOf(graph);
  const userCounts = countUsers(graph, fronts, reach);
  const rest = backGroups(graph, (key) => userCounts(key) > 0);
  const applications = fronts.map((keys) => new GroupApplication(keys, reach, userCounts));
  const ofOwn = rest.map((keys) => new GroupApplication(keys, reach, unused));
  return [...attachLonely(graph, applications, ofOwn), ...tenantApplications(graph)];
}

/** Ways in, code and agents that belong together because one calls the other. */
function frontGroups(graph: ResourceGraph): string[][] {
  const groups = new Groups();
  const isCode = (resource: Resource) => classOf(resource.type) === "agent" || isAiCompute(graph, resource);
  for (const resource of [...graph.ofClass("agent"), ...graph.ofClass("compute")]) {
    if (!isCode(resource)) continue;
    groups.add(resource.key);
    for (const kind of ["invokes", "routes-to"] as const) {
      for (const edge of graph.edges(resource.key, kind))
        if (isCode(edge.resource)) groups.join(resource.key, edge.resource.key);
      for (const edge of graph.edgesInto(resource.key, kind))
        if (isWayIn(edge.resource)) groups.join(resource.key, edge.resource.key);
    }
  }
  for (const api of graph.ofClass("api"))
    if (groups.has(api.key))
      for (const edge of graph.edgesInto(api.key, "routes-to"))
        if (isWayIn(edge.resource)) groups.join(api.key, edge.resource.key);
  return groups.all();
}

/** APIs, and compute in front of AI compute. What a tool calls is not a way in. */
const isWayIn = (resource: Resource): boolean =>
  classOf(resource.type) === "api" || classOf(resource.type) === "compute";

function reachedFrom(graph: ResourceGraph, keys: readonly string[]): Map<string, string> {
  const own = new Set(keys);
  const reasons = new Map<string, string>();
  const queue = [...keys];
  for (let at = 0; at < queue.length; at++) {
    const resource = graph.get(queue[at] ?? "");
    if (!resource) continue;
    for (const { resource: used, reason } of usedBy(graph, resource)) {
      if (own.has(used.key) || reasons.has(used.key)) continue;
      reasons.set(used.key, reason);
      if (goesOn(used)) queue.push(used.key);
    }
  }
  return reasons;
}

/** A store or a guardrail is where an application ends; what else feeds on it is somebody else's. */
const goesOn = (resource: Resource): boolean =>
  !["data-store", "guardrail", "network", "identity"].includes(classOf(resource.type));

/** What is used from some resources on, with why; found anew each time where what all use is too much to be kept. */
type Reach = (keys: readonly string[]) => ReadonlyMap<string, string>;
const keptResourcesMax = 100_000;

function reachOf(graph: ResourceGraph): Reach {
  if (graph.nodes.length > keptResourcesMax) return (keys) => reachedFrom(graph, keys);
  const known = new Map<readonly string[], ReadonlyMap<string, string>>();
  return (keys) => {
    const reached = known.get(keys) ?? reachedFrom(graph, keys);
    known.set(keys, reached);
    return reached;
  };
}

type UserCounts = (key: string) => number;
const unused: UserCounts = () => 0;

/** How many applications use each resource, as far as two. */
function countUsers(graph: ResourceGraph, fronts: readonly (readonly string[])[], reach: Reach): UserCounts {
  const counts = new Uint8Array(graph.nodes.length);
  for (const keys of fronts)
    for (const key of reach(keys).keys()) {
      const node = graph.indexOf(key);
      if (node !== undefined) counts[node] = Math.min(2, (counts[node] ?? 0) + 1);
    }
  return (key) => counts[graph.indexOf(key) ?? -1] ?? 0;
}

/** A class, as the engine keeps a getter of its own for every object that is written out with one: ten times as much. */
class GroupApplication implements Application {
  readonly seedKeys: readonly string[];
  readonly #reach: Reach;
  readonly #userCounts: UserCounts;

  constructor(keys: readonly string[], reach: Reach, userCounts: UserCounts) {
    this.seedKeys = keys;
    this.#reach = reach;
    this.#userCounts = userCounts;
  }

  get members(): Application["members"] {
    const members = new Map<string, { reason: string; shared: boolean }>();
    for (const key of this.seedKeys)
      members.set(key, { reason: "It is part of the application itself", shared: false });
    for (const [key, reason] of this.#reach(this.seedKeys))
      members.set(key, { reason, shared: this.#userCounts(key) > 1 });
    return members;
  }
}

const standaloneClasses = [
  "model-deployment",
  "training-job",
  "notebook",
  "knowledge-base",
  "ai-service",
] as const;

const isStandaloneSeed = (resource: Resource): boolean =>
  isOwnModel(resource) || standaloneClasses.some((wanted) => isOfClass(resource, wanted));

/** AI resources that no application uses, joined by what they share among themselves. */
function backGroups(graph: ResourceGraph, isUsed: (key: string) => boolean): string[][] {
  const groups = new Groups();
  const left = graph.nodes.filter((resource) => isStandaloneSeed(resource) && !isUsed(resource.key));
  for (const resource of left) groups.add(resource.key);
  for (const resource of left)
    for (const { resource: used } of usedBy(graph, resource))
      if (groups.has(used.key)) groups.join(resource.key, used.key);
  return groups.all();
}

const lonelyClasses = ["notebook", "training-job", "model", "dataset"] as const;

/** Notebooks and training with nothing that serves belong to the one application of their account, if there is one. */
function attachLonely(
  graph: ResourceGraph,
  applications: readonly Application[],
  standalones: readonly Application[],
): Application[] {
  const byAccount = Map.groupBy(
    applications.flatMap((application) =>
      [...new Set(application.seedKeys.map((key) => graph.get(key)?.account))].map((account) => ({
        account,
        application,
      })),
    ),
    ({ account }) => account,
  );
  const added = new Map<Application, Map<string, { reason: string; shared: boolean }>>();
  const stay = standalones.filter((alone) => {
    const resources = alone.seedKeys.flatMap((key) => graph.get(key) ?? []);
    const homes = byAccount.get(resources[0]?.account ?? "") ?? [];
    const isLonely = resources.every((resource) =>
      lonelyClasses.some((wanted) => isOfClass(resource, wanted)),
    );
    const [home, ...others] = homes;
    if (!isLonely || !home || others.length > 0) return true;
    const members = added.get(home.application) ?? new Map(home.application.members);
    for (const [key, member] of alone.members)
      if (!members.has(key))
        members.set(key, {
          ...member,
          reason: alone.seedKeys.includes(key)
            ? "It is in an account with this one AI application"
            : member.reason,
        });
    added.set(home.application, members);
    return false;
  });
  return [
    ...applications.map((application) => {
      const members = added.get(application);
      return members ? { seedKeys: application.seedKeys, members } : application;
    }),
    ...stay.filter((alone) => isApplication(graph, alone)),
  ];
}

/**
 * An AI service with nothing on it answers nobody, a notebook by itself is a tool, and a name for a provider's model
 * that no code here calls is no application either.
 */
const isApplication = (graph: ResourceGraph, { seedKeys }: Application): boolean =>
  seedKeys.some((key) => {
    const resource = graph.get(key);
    if (!resource || isPassThrough(resource.type)) return false;
    return !isOfClass(resource, "ai-service") && !isOfClass(resource, "notebook");
  });
