import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { WorkloadView } from "#lib/contract/workloads.ts";
import { layers } from "#lib/domain/layer.ts";
import { isResourceType, layerOf } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

export const workloadColumns = sql`
  w.id, w.name, w."nameReason", w."serviceModel", w."serviceModelReason", w.environment, w."environmentReason",
  w.owner, w."ownerReason", w.providers, w.accounts, w."memberCount", w."firstSeenAt", w."changedAt"`;

export const WorkloadRow = z.object({
  id: z.string(),
  name: z.string(),
  nameReason: z.string(),
  serviceModel: z.string(),
  serviceModelReason: z.string(),
  environment: z.string().nullable(),
  environmentReason: z.string().nullable(),
  owner: z.string().nullable(),
  ownerReason: z.string().nullable(),
  providers: z.array(z.string()),
  accounts: z.array(z.string()),
  memberCount: z.number(),
  firstSeenAt: z.date(),
  changedAt: z.date(),
});
export type WorkloadRow = z.infer<typeof WorkloadRow>;

/** Rows as the wire shows them, with what is open in each layer and how well each is known. */
export async function toWorkloadViews(
  tx: Tx,
  ctx: Context,
  rows: readonly WorkloadRow[],
): Promise<WorkloadView[]> {
  const ids = rows.map(({ id }) => id);
  const [open, unknown, issues, collections] = [
    await openByLayer(tx, ctx, ids),
    await unknownLayers(tx, ctx, ids),
    await issuesOf(tx, ctx, ids),
    await collectionsOf(tx, ctx),
  ];
  return rows.map((row) => {
    const own = issues.filter(({ workloadId }) => workloadId === row.id);
    const around = collections.filter(({ account }) => row.accounts.includes(account));
    const missing = new Set(around.filter(({ complete }) => !complete).flatMap(({ produces }) => produces));
    const missingLayers = new Set(
      [...missing].flatMap((type) => (isResourceType(type) ? layerOf(type) : [])),
    );
    const verified = around.flatMap(({ lastCompleteAt }) => lastCompleteAt ?? []);
    const [worst] = own;
    return WorkloadView.parse({
      ...row,
      environment: row.environment && { value: row.environment, reason: row.environmentReason },
      owner: row.owner && { value: row.owner, reason: row.ownerReason },
      layers: layers.map((layer) => {
        const cell = open.find((found) => found.workloadId === row.id && found.layer === layer);
        return {
          layer,
          worst: cell ? (severities[cell.worstRank] ?? null) : null,
          openCount: cell?.openCount ?? 0,
          known: !missingLayers.has(layer) && !unknown.has(`${row.id} ${layer}`),
        };
      }),
      openIssueCount: own.length,
      worstIssue: worst ?? null,
      firstSeenAt: row.firstSeenAt.toISOString(),
      changedAt: row.changedAt.toISOString(),
      verifiedAt: verified.length > 0 ? new Date(Math.max(...verified.map(Number))).toISOString() : null,
    });
  });
}

const Open = z.object({
  workloadId: z.string(),
  layer: z.string(),
  openCount: z.coerce.number(),
  worstRank: z.number(),
});
const openByLayer = (tx: Tx, ctx: Context, ids: readonly string[]) =>
  queryRows(
    tx,
    Open,
    sql`SELECT m."workloadId", f.layer, count(*) AS "openCount", min(f."severityRank") AS "worstRank"
        FROM "WorkloadMember" m JOIN "Finding" f
          ON f."organizationId" = m."organizationId" AND f."resourceKey" = m."resourceKey"
        WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."workloadId" = ANY(${[...ids]}::uuid[])
          AND f.status IN ('open', 'in-progress') GROUP BY m."workloadId", f.layer`,
  );

async function unknownLayers(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Set<string>> {
  const rows = await queryRows(
    tx,
    z.object({ workloadId: z.string(), layer: z.string() }),
    sql`SELECT DISTINCT m."workloadId", u.layer FROM "WorkloadMember" m JOIN "UnknownEvaluation" u
          ON u."organizationId" = m."organizationId" AND u."resourceKey" = m."resourceKey"
        WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."workloadId" = ANY(${[...ids]}::uuid[])`,
  );
  return new Set(rows.map(({ workloadId, layer }) => `${workloadId} ${layer}`));
}

const IssueOf = z.object({
  workloadId: z.string(),
  id: z.string(),
  story: z.string(),
  severity: z.string(),
  score: z.number(),
});
/** Worst first. */
const issuesOf = (tx: Tx, ctx: Context, ids: readonly string[]) =>
  queryRows(
    tx,
    IssueOf,
    sql`SELECT w.id AS "workloadId", i.id, i.story, i.severity, i.score
        FROM "Issue" i JOIN unnest(${[...ids]}::uuid[]) AS w(id) ON w.id = ANY(i."workloadIds")
        WHERE i."organizationId" = ${ctx.organizationId}::uuid AND i.status <> 'resolved'
        ORDER BY i.score DESC, i.id`,
  );

const CollectionOf = z.object({
  account: z.string(),
  produces: z.array(z.string()),
  complete: z.boolean(),
  lastCompleteAt: z.date().nullable(),
});
const collectionsOf = (tx: Tx, ctx: Context) =>
  queryRows(
    tx,
    CollectionOf,
    sql`SELECT l.account, l.produces, l.state = 'complete' AS complete, l."lastCompleteAt"
        FROM "Collection" l JOIN "Connection" c ON c.id = l."connectionId" AND c."deletedAt" IS NULL
        WHERE l."organizationId" = ${ctx.organizationId}::uuid AND l.state <> 'skipped'`,
  );
