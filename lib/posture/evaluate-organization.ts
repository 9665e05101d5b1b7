import { createHash } from "node:crypto";

import type pg from "pg";

import { requirePermission, type Context } from "#lib/access/context.ts";
import type { Check } from "#lib/domain/check.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { inBulkTransaction, takeTurn } from "#lib/platform/transaction.ts";
import { checks as allChecks } from "./checks/registry.ts";
import { dirtyResources } from "./dirty-set.ts";
import { evaluate } from "./evaluate.ts";
import { loadPosture } from "./load-posture.ts";
import { planChanges } from "./plan-changes.ts";
import { storeEvaluation } from "./store-evaluation.ts";
import { storeSnapshot } from "./store-snapshot.ts";

export type EvaluationSummary = {
  mode: "full" | "incremental";
  evaluatedCount: number;
  changedFindingCount: number;
};

/**
 * Brings the organization's findings to what its inventory says now. Evaluates what a change can have touched, or
 * everything where the checks or the gaps are not those of the last time; both give the same findings.
 */
export async function evaluateOrganization(
  ctx: Context,
  signal?: AbortSignal,
  checks: readonly Check[] = allChecks,
): Promise<EvaluationSummary> {
  requirePermission(ctx, "finding:write");
  const { organizationId } = ctx;
  const startedAt = await databaseClock(organizationId);
  const { graph, changedKeys: derivedChanges } = await deriveOrganization(ctx, signal);
  const now = {
    gapsHash: hash(graph.gaps),
    checksHash: hash(checks.map(({ id, severity, logic }) => [id, severity, logic])),
  };

  return inBulkTransaction(organizationId, async (client) => {
    await takeTurn(client, `evaluate ${organizationId}`);
    const last = await lastState(client, organizationId);
    const same = last?.gapsHash === now.gapsHash && last.checksHash === now.checksHash;
    const since = same ? last.evaluatedAt : null;
    const changedKeys =
      since && new Set([...derivedChanges, ...(await changedSince(client, organizationId, since))]);
    const resources = changedKeys ? dirtyResources(checks, graph, changedKeys) : graph.nodes;
    signal?.throwIfAborted();

    const removed = changedKeys ? [...changedKeys].filter((key) => graph.indexOf(key) === undefined) : null;
    const keys = removed && [...resources.map(({ key }) => key), ...removed];
    const stored = await loadPosture(client, organizationId, keys);
    const removedKeys = new Set(
      removed ?? [...stored.passedByResource.keys()].filter((key) => isGone(graph, key)),
    );
    let evaluatedCount = 0;
    const counted = function* () {
      for (const evaluation of evaluate(checks, graph, resources)) {
        evaluatedCount++;
        yield evaluation;
      }
    };
    const plan = planChanges(counted(), removedKeys, stored, startedAt);
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
      `INSERT INTO "EvaluationState" ("organizationId", "evaluatedAt", "gapsHash", "checksHash") VALUES ($1, $2, $3, $4)
       ON CONFLICT ("organizationId") DO UPDATE SET "evaluatedAt" = excluded."evaluatedAt",
         "gapsHash" = excluded."gapsHash", "checksHash" = excluded."checksHash"`,
      [organizationId, startedAt, now.gapsHash, now.checksHash],
    );
    return {
      mode: changedKeys ? ("incremental" as const) : ("full" as const),
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

type State = { evaluatedAt: Date; gapsHash: string; checksHash: string };

async function lastState(client: pg.PoolClient, organizationId: string): Promise<State | undefined> {
  const { rows } = await client.query<State>(
    'SELECT "evaluatedAt", "gapsHash", "checksHash" FROM "EvaluationState" WHERE "organizationId" = $1',
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

const hash = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22);
