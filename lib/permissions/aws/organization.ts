import type { ResourceGraph } from "#lib/domain/graph.ts";
import { known } from "#lib/domain/unknown.ts";

import type { AccountFacts } from "./call-context.ts";
import type { Level } from "./decide.ts";
import type { AwsPolicy, Documents } from "./policy.ts";

/** What stands above accounts: who limits them, and which organization they say they are of. */
export type Organizations = {
  factsOf: (account: string) => AccountFacts;
  /** From the root down to the account. None where nothing limits it, or where nobody could read what does. */
  serviceControl: (account: string) => readonly Level[];
  resourceControl: (account: string) => readonly Level[];
};

type Place = { id: string; path: readonly string[]; isManagement: boolean };

export function readOrganizations(graph: ResourceGraph, documents: Documents): Organizations {
  const places = placesOf(graph);
  const attached = {
    service: attachedOf(graph, "SERVICE_CONTROL_POLICY", documents),
    resource: attachedOf(graph, "RESOURCE_CONTROL_POLICY", documents),
  };
  const levels = (account: string, byTarget: ReadonlyMap<string, readonly AwsPolicy[]> | null): Level[] => {
    const place = places.get(account);
    // The account that governs the others is bound by none of it.
    if (!place || place.isManagement || !byTarget) return [];
    return [...place.path, account].flatMap((target) => {
      // AWS leaves no level without a policy, so one that has none here was not read.
      const policies = byTarget.get(target) ?? [];
      return policies.length > 0
        ? [{ name: { kind: "organization level", id: target, name: target }, policies }]
        : [];
    });
  };
  return {
    factsOf: remembered((account) => {
      const place = places.get(account);
      return {
        account,
        organization: place ? { id: place.id, path: `${[place.id, ...place.path].join("/")}/` } : null,
      };
    }),
    serviceControl: remembered((account) => levels(account, attached.service)),
    resourceControl: remembered((account) => levels(account, attached.resource)),
  };
}

function remembered<T>(make: (account: string) => T): (account: string) => T {
  const byAccount = new Map<string, T>();
  return (account) => {
    const before = byAccount.get(account);
    if (before !== undefined) return before;
    const made = make(account);
    byAccount.set(account, made);
    return made;
  };
}

/** Of each account the units above it, from the root down. */
function placesOf(graph: ResourceGraph): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { name, account: management, properties } of graph.all("aws.organizations.organization")) {
    const units = known(() => properties.units) ?? [];
    const accounts = known(() => properties.accounts) ?? [];
    const parentOf = new Map(units.map(({ id, parent }) => [id, parent]));
    for (const { id, parent } of accounts)
      places.set(id, { id: name, path: pathTo(parent, parentOf), isManagement: id === management });
  }
  return places;
}

function pathTo(unit: string, parentOf: ReadonlyMap<string, string>): string[] {
  const path: string[] = [];
  for (let at: string | undefined = unit; at !== undefined && !path.includes(at); at = parentOf.get(at))
    path.unshift(at);
  return path;
}

/**
 * Policies of one kind by what they are attached to; null where one of them, or where it is attached, was not read:
 * what the others leave is then not known, and nobody is called limited by it.
 */
function attachedOf(
  graph: ResourceGraph,
  type: string,
  documents: Documents,
): ReadonlyMap<string, readonly AwsPolicy[]> | null {
  const byTarget = new Map<string, AwsPolicy[]>();
  const kind = type === "SERVICE_CONTROL_POLICY" ? "service control policy" : "resource control policy";
  for (const { key, name, properties, facets } of graph.all("aws.organizations.policy")) {
    if (properties.policyType !== type || known(() => facets.enforced) === false) continue;
    const text = known(() => properties.document);
    const document = text === null ? null : documents.read(text);
    const targets = known(() => properties.targets);
    if (!document || !targets) return null;
    const policy: AwsPolicy = { ...document, name: { kind, id: key, name } };
    for (const { id } of targets) byTarget.set(id, [...(byTarget.get(id) ?? []), policy]);
  }
  return byTarget;
}
