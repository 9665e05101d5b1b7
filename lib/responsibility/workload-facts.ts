import { z } from "zod";

import { cellStatuses, parties } from "#lib/domain/responsibility-model.ts";
import { facetSchemas } from "#lib/domain/resource-class.ts";
import { serviceModels } from "#lib/domain/workload.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import type { CellOverride, CheckEvidence, DocumentEvidence, WorkloadFacts } from "./resolve-cells.ts";
import type { ModelFact } from "./resolve-party.ts";

export type FactsOfWorkload = WorkloadFacts & { workloadId: string };

/** What the cells of these workloads rest on, for one model. */
export async function loadFacts(
  tx: Tx,
  organizationId: string,
  modelId: string,
  workloadIds: readonly string[],
): Promise<FactsOfWorkload[]> {
  const where = { organizationId, ids: [...workloadIds] };
  const workloads = await tx.workload.findMany({
    where: { organizationId, id: { in: where.ids }, removedAt: null },
    select: { id: true, serviceModel: true },
    orderBy: { id: "asc" },
  });
  const [checks, models] = [await checksOf(tx, where), await modelsOf(tx, where)];
  const [documents, overrides] = [
    await documentsOf(tx, organizationId, modelId, where.ids),
    await overridesOf(tx, organizationId, modelId, where.ids),
  ];
  return workloads.map(({ id, serviceModel }) => ({
    workloadId: id,
    serviceModel: z.enum(serviceModels).parse(serviceModel),
    checks: checks.get(id) ?? [],
    models: models.get(id) ?? [],
    documentsByRow: documents.get(id) ?? new Map<string, DocumentEvidence[]>(),
    overrideByRow: overrides.get(id) ?? new Map<string, CellOverride>(),
  }));
}

type Where = { organizationId: string; ids: string[] };

const CheckRow = z.object({
  workloadId: z.string(),
  checkId: z.string(),
  resourceKey: z.string(),
  outcome: z.enum(["open", "excepted", "unknown", "pass"]),
});

async function checksOf(tx: Tx, { organizationId, ids }: Where): Promise<Map<string, CheckEvidence[]>> {
  const rows = await queryRows(
    tx,
    CheckRow,
    sql`WITH m AS (SELECT "workloadId", "resourceKey" FROM "WorkloadMember"
                   WHERE "organizationId" = ${organizationId}::uuid AND "workloadId" = ANY(${ids}::uuid[]))
      SELECT m."workloadId", f."checkId", f."resourceKey",
             CASE WHEN f.status = 'excepted' THEN 'excepted' ELSE 'open' END AS outcome
      FROM m JOIN "Finding" f ON f."organizationId" = ${organizationId}::uuid AND f."resourceKey" = m."resourceKey"
      WHERE f.status <> 'resolved'
      UNION ALL
      SELECT m."workloadId", u."checkId", u."resourceKey", 'unknown'
      FROM m JOIN "UnknownEvaluation" u ON u."organizationId" = ${organizationId}::uuid AND u."resourceKey" = m."resourceKey"
      UNION ALL
      SELECT m."workloadId", passed."checkId", o."resourceKey", 'pass'
      FROM m JOIN "ResourceOutcome" o ON o."organizationId" = ${organizationId}::uuid AND o."resourceKey" = m."resourceKey"
      CROSS JOIN unnest(o.passed) AS passed("checkId")
      ORDER BY 1, 2, 3`,
  );
  return Map.groupBy(rows, ({ workloadId }) => workloadId);
}

const ModelRow = z.object({
  workloadId: z.string(),
  key: z.string(),
  name: z.string(),
  origin: facetSchemas.model.shape.origin.nullable().catch(null),
});

async function modelsOf(tx: Tx, { organizationId, ids }: Where): Promise<Map<string, ModelFact[]>> {
  const rows = await queryRows(
    tx,
    ModelRow,
    sql`SELECT m."workloadId", r.key, r.name, r.document->'facets'->>'origin' AS origin
        FROM "WorkloadMember" m JOIN "Resource" r ON r."organizationId" = m."organizationId" AND r.key = m."resourceKey"
        WHERE m."organizationId" = ${organizationId}::uuid AND m."workloadId" = ANY(${ids}::uuid[])
          AND r.class = 'model' AND r."removedAt" IS NULL ORDER BY r.key`,
  );
  return Map.groupBy(rows, ({ workloadId }) => workloadId);
}

async function documentsOf(
  tx: Tx,
  organizationId: string,
  modelId: string,
  ids: string[],
): Promise<Map<string, Map<string, DocumentEvidence[]>>> {
  const rows = await tx.evidenceDocument.findMany({
    where: { organizationId, modelId, workloadId: { in: ids }, removedAt: null },
    select: { id: true, workloadId: true, rowId: true, title: true, sha256: true, expiresAt: true },
    orderBy: [{ uploadedAt: "desc" }, { id: "desc" }],
  });
  const ofWorkloads = rows.flatMap((row) =>
    row.workloadId === null ? [] : [{ ...row, workloadId: row.workloadId }],
  );
  return byWorkload(ofWorkloads, (found) => Map.groupBy(found, ({ rowId }) => rowId));
}

async function overridesOf(
  tx: Tx,
  organizationId: string,
  modelId: string,
  ids: string[],
): Promise<Map<string, Map<string, CellOverride>>> {
  const rows = await tx.responsibilityOverride.findMany({
    where: { organizationId, modelId, workloadId: { in: ids }, revokedAt: null },
    orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
  });
  const named = z.object({ party: z.enum(parties).nullable(), status: z.enum(cellStatuses).nullable() });
  return byWorkload(
    rows.map((row) => ({
      ...named.parse(row),
      id: row.id,
      workloadId: row.workloadId,
      rowId: row.rowId,
      reason: row.reason,
      by: row.decidedByName,
      expiresAt: row.expiresAt,
    })),
    (found) => new Map(found.map((row) => [row.rowId, row])),
  );
}

function byWorkload<R extends { workloadId: string }, V>(
  rows: readonly R[],
  fold: (rows: R[]) => V,
): Map<string, V> {
  return new Map(
    [...Map.groupBy(rows, ({ workloadId }) => workloadId)].map(([id, found]) => [id, fold(found)]),
  );
}
