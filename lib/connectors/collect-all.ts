import type { Collector, Connector, Per, Scope } from "#lib/domain/connector.ts";
import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import type { Transport } from "#lib/domain/provider-call.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { runCollection, type CollectionOutcome } from "./run-collection.ts";

export type CollectedCollection = CollectionOutcome & { collectorId: string; scope: Scope };
export type Collected = {
  resources: Resource[];
  relationships: Relationship[];
  gaps: Gap[];
  collections: CollectedCollection[];
};

/** Runs every collector over every scope, in memory: what `nacre scan` and the content tests stand on. */
export async function collectAll(
  connector: Connector,
  transport: Transport,
  signal: AbortSignal,
): Promise<Collected> {
  const collected: Collected = { resources: [], relationships: [], gaps: [], collections: [] };
  const scopes = await connector.scopes(transport, signal);
  for (const collector of connector.collectors)
    for (const scope of scopesOf(collector.per, scopes)) {
      const outcome = await runCollection(transport, collector, scope, signal, (batch) => {
        collected.resources.push(...batch.resources);
        collected.relationships.push(...batch.relationships);
      });
      collected.collections.push({ ...outcome, collectorId: collector.id, scope });
      if (outcome.unknown)
        collected.gaps.push({ ...scope, produces: openOf(collector), unknown: outcome.unknown });
    }
  return collected;
}

/** What a run of the collector that is not complete leaves unknown. */
export const openOf = ({ leavesOpen, produces }: Collector): Collector["produces"] => leavesOpen ?? produces;

/** A collector that runs once for each account, or each organization, sees each of them once, without a region. */
export function scopesOf(per: Per, scopes: readonly Scope[]): Scope[] {
  const ofAccounts = scopes.filter(({ level }) => level === undefined);
  if (per === "region") return ofAccounts.filter(({ region }) => region !== null);
  const wanted = per === "organization" ? scopes.filter(({ level }) => level === per) : ofAccounts;
  const accounts = [...new Set(wanted.map(({ account }) => account))];
  // Whichever order a provider lists them in today, the same account stands for all of them tomorrow.
  const chosen = per === "connection" ? accounts.toSorted().slice(0, 1) : accounts;
  return chosen.map((account) => ({ account, region: null }));
}

export const graphOf = ({ resources, relationships, gaps }: Collected): ResourceGraph =>
  new ResourceGraph(resources, relationships, gaps);
