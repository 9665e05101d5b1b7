import type pg from "pg";

import { requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import type { Check } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { inBulkTransaction, takeTurn } from "#lib/platform/transaction.ts";
import { checks as allChecks } from "./checks/registry.ts";
import { checkHashes, differing, hash, type CheckHashes } from "./check-hashes.ts";
import { everything, partOf } from "./evaluation-scope.ts";
import { loadPosture } from "./load-posture.ts";
import { organizationChecks } from "./organization-checks.ts";
import { planChanges } from "./plan-changes.ts";
import { storeEvaluation } from "./store-evaluation.ts";
import { storeSnapshot } from "./store-snapshot.ts";

export type EvaluationSummary = {
  mode: "full" | "incremental";
  evaluatedCount: number;
  changedFindingCount: number;
};

/**
 * Brings the organization's findings to what its inventory says now. Evaluates what a change can have touched and,
 * wherever they apply, the checks that decide otherwise than the last time; or everything where the gaps are others.
 */
export async function evaluateOrganization(
  ctx: Context,
  signal?: AbortSignal,
  known: readonly Check[] = allChecks,
): Promise<EvaluationSummary> {
  requirePermission(ctx, "finding:write");
  const { organizationId } = ctx;
  const startedAt = await databaseClock(organizationId);
  const { graph, changedKeys: derivedChanges } = await deriveOrganization(ctx, signal);

  return inBulkTransaction(scopeOf(ctx), async (client) => {
    await takeTurn(client, `evaluate ${organizationId}`);
    const checks = await organizationChecks(client, organizationId, known);
    const now = { gapsHash: hash(graph.gaps), checkHashes: checkHashes(checks) };
    const last = await lastState(client, organizationId);
    const changedChecks =
      last?.gapsHash === now.gapsHash ? differing(last.checkHashes, now.checkHashes) : null;
    const scope =
      last && changedChecks && derivedChanges
        ? await partOf(client, organizationId, {
            checks,
            graph,
            changedChecks,
            changedKeys: new Set([
              ...derivedChanges,
              ...(await changedSince(client, organizationId, last.evaluatedAt)),
            ]),
          })
        : everything(checks, graph);
    signal?.throwIfAborted();

    const stored = await loadPosture(client, organizationId, scope.storedKeys);
    const removedKeys = new Set(
      scope.removedKeys ?? [...stored.passedByResource.keys()].filter((key) => isGone(graph, key)),
    );
    let evaluatedCount = 0;
    const counted = function* () {
      for (const evaluation of scope.evaluations()) {
        evaluatedCount++;
        yield evaluation;
      }
    };
    const plan = planChanges(counted(), removedKeys, stored, startedAt, scope.concerns);
    signal?.throwIfAborted();
    await storeEvaluation(
      client,
      organizationId,
      plan,
      new Map(checks.map((check) => [check.id, check])),
      startedAt,
    );
    await storeSnapshot(client, organizationId, checks, startedAt);
    await client.query(
      `INSERT INTO "EvaluationState" ("organizationId", "evaluatedAt", "gapsHash", "checkHashes") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("organizationId") DO UPDATE SET "evaluatedAt" = excluded."evaluatedAt",
         "gapsHash" = excluded."gapsHash", "checkHashes" = excluded."checkHashes"`,
      [organizationId, startedAt, now.gapsHash, JSON.stringify(now.checkHashes)],
    );
    return {
      mode: scope.removedKeys ? ("incremental" as const) : ("full" as const),
      evaluatedCount,
      changedFindingCount: plan.findings.length,
    };
  });
}

const isGone = (graph: ResourceGraph, key: string) => graph.indexOf(key) === undefined;

/** Order and age are the database's to tell: a worker's clock may be wrong. */
const databaseClock = (organizationId: string): Promise<Date> =>
  inBulkTransaction(organizationId, async (client) => {
    const { rows } = await client.query<{ now: Date }>("SELECT now() AS now");
    return rows[0]?.now ?? new Date();
  });

type State = { evaluatedAt: Date; gapsHash: string; checkHashes: CheckHashes };

async function lastState(client: pg.PoolClient, organizationId: string): Promise<State | undefined> {
  const { rows } = await client.query<State>(
    'SELECT "evaluatedAt", "gapsHash", "checkHashes" FROM "EvaluationState" WHERE "organizationId" = $1',
    [organizationId],
  );
  return rows[0];
}

/** Keys of resources that changed, came or went, and both ends of relationships that did. */
async function changedSince(client: pg.PoolClient, organizationId: string, since: Date): Promise<string[]> {
  // A write that was under way at `since` may carry an earlier time: look back further than any transaction lasts.
  const { rows } = await client.query<{ key: string }>(
    `WITH since AS (SELECT $2::timestamptz - interval '2 minutes' AS at)
     SELECT key FROM "Resource", since
       WHERE "organizationId" = $1 AND ("changedAt" >= since.at OR "removedAt" >= since.at)
     UNION
     SELECT unnest(ARRAY["fromKey", "toKey"]) FROM "Relationship", since
       WHERE "organizationId" = $1 AND ("validFrom" >= since.at OR "validTo" >= since.at)`,
    [organizationId, since],
  );
  return rows.map(({ key }) => key);
}
