import type { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf, layerOf, type Resource } from "#lib/domain/resource.ts";
import type { WorkloadMember } from "#lib/domain/workload.ts";

import type { Application } from "./application.ts";
import { findApplications } from "./find-applications.ts";
import { findOperators, findSupport, type Operators } from "./find-support.ts";
import { memberRoleOf } from "./member-role.ts";

export type DiscoveredWorkload = {
  /** Keys it is recognised by at the next sync. */
  seedKeys: readonly string[];
  /** Found anew each time they are asked for. */
  members: readonly WorkloadMember[];
};

/** The AI workloads of an estate, from a graph with its derived relationships. */
export function discoverWorkloads(graph: ResourceGraph): DiscoveredWorkload[] {
  const operators = findOperators(graph);
  const found = { graph, operators };
  return findApplications(graph)
    .map((application) => new ApplicationWorkload(application, found))
    .toSorted((a, b) => ((a.seedKeys[0] ?? "") < (b.seedKeys[0] ?? "") ? -1 : 1));
}

type Estate = { graph: ResourceGraph; operators: Operators };

/** Of a hundred thousand no more is kept than where its members are found. */
class ApplicationWorkload implements DiscoveredWorkload {
  readonly seedKeys: readonly string[];
  readonly application: Application;
  readonly estate: Estate;

  constructor(application: Application, estate: Estate) {
    this.seedKeys = application.seedKeys;
    this.application = application;
    this.estate = estate;
  }

  get members(): readonly WorkloadMember[] {
    return membersOf(this.estate.graph, this.application, this.estate.operators);
  }
}

function membersOf(graph: ResourceGraph, { members }: Application, operators: Operators): WorkloadMember[] {
  const found = new Map<string, WorkloadMember>();
  const count = (resource: Resource, reason: string, shared: boolean, isSupport: boolean) => {
    if (found.has(resource.key)) return;
    found.set(resource.key, {
      resourceKey: resource.key,
      layer: layerOf(resource.type),
      role: memberRoleOf(classOf(resource.type), isSupport),
      reason,
      shared,
    });
  };
  for (const [key, { reason, shared }] of members) {
    const resource = graph.get(key);
    if (resource) count(resource, reason, shared, false);
  }
  const own = [...members].filter(([, { shared }]) => !shared).map(([key]) => key);
  for (const { resource, reason, shared } of findSupport(graph, new Set(own), operators))
    count(resource, reason, shared, true);
  return [...found.values()];
}
