import type pg from "pg";

import type { Check } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { dirtyResources } from "./dirty-set.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import type { Concerns } from "./plan-changes.ts";

/** What one run evaluates, and which stored outcomes it may change. */
export type EvaluationScope = {
  evaluations: () => Iterable<Evaluation>;
  /** Null means all there are. */
  storedKeys: readonly string[] | null;
  /** Null where what is stored tells which are gone. */
  removedKeys: readonly string[] | null;
  concerns: Concerns;
};

export const everything = (checks: readonly Check[], graph: ResourceGraph): EvaluationScope => ({
  evaluations: () => evaluate(checks, graph),
  storedKeys: null,
  removedKeys: null,
  concerns: () => true,
});

type Change = {
  checks: readonly Check[];
  graph: ResourceGraph;
  /** Ids of checks that came, went or decide otherwise. */
  changedChecks: ReadonlySet<string>;
  changedKeys: ReadonlySet<string>;
};

/** All checks where the inventory changed, and the changed checks wherever they apply or applied. */
export async function partOf(
  client: pg.PoolClient,
  organizationId: string,
  { checks, graph, changedChecks, changedKeys }: Change,
): Promise<EvaluationScope> {
  const dirty = dirtyResources(checks, graph, changedKeys);
  const removedKeys = [...changedKeys].filter((key) => graph.indexOf(key) === undefined);
  const whole = new Set([...dirty.map(({ key }) => key), ...removedKeys]);
  const changed = checks.filter(({ id }) => changedChecks.has(id));
  const types = new Set<string>(changed.flatMap(({ appliesTo }) => appliesTo));
  const beside =
    changed.length === 0 ? [] : graph.nodes.filter(({ key, type }) => types.has(type) && !whole.has(key));
  const storedKeys = new Set([
    ...whole,
    ...beside.map(({ key }) => key),
    ...(await keysOfChecks(client, organizationId, [...changedChecks])),
  ]);
  return {
    *evaluations() {
      yield* evaluate(checks, graph, dirty);
      yield* evaluate(changed, graph, beside);
    },
    storedKeys: [...storedKeys],
    removedKeys,
    concerns: (checkId, resourceKey) => changedChecks.has(checkId) || whole.has(resourceKey),
  };
}

/** Resources that something is stored of by these checks, whether or not they still apply to them. */
async function keysOfChecks(
  client: pg.PoolClient,
  organizationId: string,
  checkIds: readonly string[],
): Promise<string[]> {
  if (checkIds.length === 0) return [];
  const { rows } = await client.query<{ key: string }>(
    `SELECT "resourceKey" AS key FROM "Finding" WHERE "organizationId" = $1 AND "checkId" = ANY($2) AND status <> 'resolved'
     UNION SELECT "resourceKey" FROM "UnknownEvaluation" WHERE "organizationId" = $1 AND "checkId" = ANY($2)
     UNION SELECT "resourceKey" FROM "ResourceOutcome" WHERE "organizationId" = $1 AND passed && $2::text[]`,
    [organizationId, checkIds],
  );
  return rows.map(({ key }) => key);
}
