import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { owaspEditionOf } from "#lib/access/organization-settings.ts";
import { FindingDetail } from "#lib/contract/findings.ts";
import { AppError } from "#lib/domain/errors.ts";
import { connectors } from "#lib/connectors/registry.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { controlsOfCheck } from "./controls.ts";
import { readable } from "./finding-conditions.ts";
import { findingColumns, FindingRow, toFindingView } from "./finding-view.ts";
import { checkFinder } from "./organization-checks.ts";
import { importedRules } from "./imported-rules.ts";
import { readTimeline } from "./read-timeline.ts";

const DetailRow = FindingRow.extend({ evidence: FindingDetail.shape.evidence });

/** One finding with its evidence, how to mend it, and what happened to it. Throws `not-found`. */
export async function getFinding(ctx: Context, id: string): Promise<FindingDetail> {
  requirePermission(ctx, "finding:read");
  return inTransaction(ctx, async (tx) => {
    const row = await findingRow(tx, ctx, id);
    const check = (await checkFinder(tx, ctx.organizationId, [row.checkId]))(row.checkId);
    const rule = (await importedRules(tx, ctx.organizationId, [row.checkId])).get(row.checkId);
    const timeline = await readTimeline(tx, ctx, {
      type: "finding",
      id,
      keys: [row.resourceKey],
      openedAt: row.firstSeenAt,
    });
    return FindingDetail.parse({
      ...toFindingView(row),
      risk: check?.risk ?? rule?.risk ?? "This check no longer exists.",
      remediation: check?.remediation ?? {
        summary: rule?.remediation ?? "",
        cli: "",
        terraform: "",
        console: [],
      },
      references: check?.references ?? rule?.references ?? [],
      evidence: row.evidence,
      checkVersion: row.checkVersion,
      source: row.resourceId === null ? null : await source(tx, ctx, row.resourceId),
      workloads: await workloads(tx, ctx, row.resourceKey),
      controls: controlsOfCheck(row.checkId, await owaspEditionOf(tx, ctx)),
      exceptions: await exceptions(tx, ctx, id),
      timeline,
    });
  });
}

async function findingRow(tx: Tx, ctx: Context, id: string): Promise<z.infer<typeof DetailRow>> {
  const conditions = [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    sql`f.id = ${id}::uuid`,
    ...readable(ctx),
  ];
  const [row] = await queryRows(
    tx,
    DetailRow,
    sql`SELECT ${findingColumns}, f.evidence FROM "Finding" f WHERE ${allOf(conditions)}`,
  );
  if (!row) throw new AppError("not-found", "There is no such finding.");
  return row;
}

const SourceRow = z.object({
  connectionId: z.string(),
  connectionName: z.string(),
  connectorId: z.string(),
  collectorId: z.string(),
  verifiedAt: z.date().nullable(),
});

async function source(tx: Tx, ctx: Context, resourceId: string): Promise<FindingDetail["source"]> {
  const [row] = await queryRows(
    tx,
    SourceRow,
    sql`SELECT c.id AS "connectionId", c.name AS "connectionName", c."connectorId", l."collectorId",
               l."lastCompleteAt" AS "verifiedAt"
        FROM "Resource" r JOIN "Collection" l ON l.id = r."collectionId" JOIN "Connection" c ON c.id = l."connectionId"
        WHERE r."organizationId" = ${ctx.organizationId}::uuid AND r.id = ${resourceId}::uuid`,
  );
  if (!row) return null;
  const connector = connectors.find(({ id }) => id === row.connectorId);
  const collector = connector?.collectors.find(({ id }) => id === row.collectorId);
  return {
    connectionId: row.connectionId,
    connectionName: row.connectionName,
    collector: collector?.title ?? row.collectorId,
    calls: [...(collector?.permissions ?? [])],
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
  };
}

const workloads = (tx: Tx, ctx: Context, resourceKey: string): Promise<{ id: string; name: string }[]> =>
  queryRows(
    tx,
    z.object({ id: z.string(), name: z.string() }),
    sql`SELECT w.id, w.name FROM "WorkloadMember" m JOIN "Workload" w ON w.id = m."workloadId"
        WHERE m."organizationId" = ${ctx.organizationId}::uuid AND m."resourceKey" = ${resourceKey} AND w."removedAt" IS NULL
        ORDER BY w.name`,
  );

const ExceptionRow = z.object({
  id: z.string(),
  state: z.string(),
  reason: z.string(),
  comment: z.string(),
  requestedBy: z.string(),
  requestedAt: z.date(),
  expiresAt: z.date(),
  decidedBy: z.string().nullable(),
  decision: z.string().nullable(),
});

async function exceptions(tx: Tx, ctx: Context, findingId: string): Promise<FindingDetail["exceptions"]> {
  const rows = await queryRows(
    tx,
    ExceptionRow,
    sql`SELECT e.id, e.state, e.reason, e.comment, e."requestedAt", e."expiresAt", e.decision,
          (SELECT name FROM "User" WHERE id = e."requestedById") AS "requestedBy",
          (SELECT name FROM "User" WHERE id = e."decidedById") AS "decidedBy"
        FROM "ExceptionRequest" e
        WHERE e."organizationId" = ${ctx.organizationId}::uuid AND e."findingId" = ${findingId}::uuid
        ORDER BY e."requestedAt" DESC`,
  );
  return rows.map((row) => ({
    ...row,
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}
