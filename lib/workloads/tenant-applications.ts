import type { ResourceGraph } from "#lib/domain/graph.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import type { Application } from "./application.ts";
import { Groups } from "./groups.ts";

/**
 * Where people call models of a SaaS provider with nothing of their own in between, the application is the
 * organization's projects in use. Two providers are one application where mostly the same people use both.
 */
export function tenantApplications(graph: ResourceGraph): Application[] {
  const groups = new Groups();
  const used = graph.ofClass("tenant").filter(({ facets }) => known(() => facets.usesModels) === true);
  const byHome = Map.groupBy(used, (tenant) => homeOf(graph, tenant));
  for (const tenant of used) groups.add(tenant.key);
  for (const tenants of byHome.values())
    for (const tenant of tenants) groups.join(tenants[0]?.key ?? tenant.key, tenant.key);
  const homes = [...byHome].map(([home, [first]]) => ({
    people: peopleOf(graph, home),
    key: first?.key ?? home,
  }));
  for (const [index, one] of homes.entries())
    for (const other of homes.slice(index + 1))
      if (mostlyTheSame(one.people, other.people)) groups.join(one.key, other.key);
  return groups.all().map((seedKeys) => ({ seedKeys, members: membersOf(graph, seedKeys) }));
}

/** The organization a project belongs to, or the tenant itself where it is in none. */
const homeOf = (graph: ResourceGraph, tenant: Resource): string =>
  graph.edgesInto(tenant.key, "contains").find(({ resource }) => isOfClass(resource, "tenant"))?.resource
    .key ?? tenant.key;

function peopleOf(graph: ResourceGraph, key: string): ReadonlySet<string> {
  const tenant = graph.get(key);
  const members = tenant && isOfClass(tenant, "tenant") ? known(() => tenant.facets.members) : [];
  return new Set(members ?? []);
}

const peopleMin = 3;

/** More than half of the smaller side's people. A few who administer everything are no sign. */
function mostlyTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const smaller = Math.min(one.size, other.size);
  const both = [...one].filter((person) => other.has(person)).length;
  return smaller >= peopleMin && both * 2 > smaller;
}

function membersOf(graph: ResourceGraph, seedKeys: readonly string[]): Application["members"] {
  const members = new Map<string, { reason: string; shared: boolean }>();
  const count = (key: string, reason: string) => {
    if (!members.has(key)) members.set(key, { reason, shared: false });
  };
  for (const key of seedKeys) count(key, "Its people and keys call models directly");
  for (const key of seedKeys) {
    const tenant = graph.get(key);
    if (!tenant) continue;
    const home = homeOf(graph, tenant);
    for (const { resource } of graph.edges(key, "invokes"))
      count(resource.key, `${tenant.name} calls ${resource.name}`);
    const containers = home === key ? [key] : [key, home];
    if (home !== key) count(home, `${graph.get(home)?.name ?? home} contains ${tenant.name}`);
    for (const container of containers)
      for (const { resource } of graph.edges(container, "contains"))
        if (isOfClass(resource, "credential"))
          count(resource.key, `${graph.get(container)?.name ?? container} contains ${resource.name}`);
  }
  return members;
}
