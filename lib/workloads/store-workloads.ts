import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { memberRoles, type WorkloadMember } from "#lib/domain/workload.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import { insertRows, updateRows } from "#lib/platform/store-rows.ts";
import type { Tx } from "#lib/platform/transaction.ts";

type StoredRow = Prisma.WorkloadGetPayload<object>;
/** What is told of a workload, and what it consists of. */
type WorkloadRow = Readonly<Record<string, unknown>> & { seedKeys: readonly string[] };
export type Described = { id: string; row: WorkloadRow; members: readonly WorkloadMember[] };

/** Writes what differs from what is stored: as few statements for hundreds of workloads as for one. */
export async function storeWorkloads(
  tx: Tx,
  organizationId: string,
  described: readonly Described[],
  at: Date,
): Promise<void> {
  const ids = described.map(({ id }) => id);
  const stored = await tx.workload.findMany({ where: { organizationId, id: { in: ids } } });
  const known = new Map(stored.map((row) => [row.id, row]));
  const added = described.filter(({ id }) => !known.has(id));
  const changed = described.filter(({ id, row }) => {
    const before = known.get(id);
    return before && (before.removedAt !== null || !sameRow(before, row));
  });
  await insertRows(
    tx,
    "Workload",
    added.map(({ id, row }) => ({ id, organizationId, ...row, firstSeenAt: at, changedAt: at })),
  );
  await updateRows(
    tx,
    "Workload",
    organizationId,
    changed.map(({ id, row }) => ({ id, ...row, changedAt: at, removedAt: null })),
  );
  await storeMembers(tx, organizationId, described);
}

const sameRow = (before: StoredRow, row: WorkloadRow): boolean =>
  Object.entries(row).every(
    ([column, value]) => JSON.stringify(Reflect.get(before, column)) === JSON.stringify(value),
  );

const Member = z.object({
  workloadId: z.string(),
  resourceKey: z.string(),
  layer: z.enum(layers),
  role: z.enum(memberRoles),
  reason: z.string(),
  shared: z.boolean(),
});

async function storeMembers(tx: Tx, organizationId: string, described: readonly Described[]): Promise<void> {
  const stored = await queryRows(
    tx,
    Member,
    sql`SELECT "workloadId", "resourceKey", layer, role, reason, shared FROM "WorkloadMember"
        WHERE "organizationId" = ${organizationId}::uuid
          AND "workloadId" = ANY(${described.map(({ id }) => id)}::uuid[])`,
  );
  const before = Map.groupBy(stored, ({ workloadId }) => workloadId);
  const changed = described.filter(({ id, members }) => !sameMembers(before.get(id) ?? [], members));
  if (changed.length === 0) return;
  const ids = changed.map(({ id }) => id);
  await tx.$executeRaw(sql`DELETE FROM "WorkloadMember"
    WHERE "organizationId" = ${organizationId}::uuid AND "workloadId" = ANY(${ids}::uuid[])`);
  await insertRows(
    tx,
    "WorkloadMember",
    changed.flatMap(({ id, members }) =>
      members.map(({ resourceKey, layer, role, reason, shared }) => ({
        organizationId,
        workloadId: id,
        resourceKey,
        layer,
        role,
        reason,
        shared,
      })),
    ),
  );
}

function sameMembers(before: readonly WorkloadMember[], now: readonly WorkloadMember[]): boolean {
  const texts = new Set(before.map(memberText));
  return texts.size === now.length && now.every((member) => texts.has(memberText(member)));
}

const memberText = ({ resourceKey, layer, role, reason, shared }: WorkloadMember): string =>
  JSON.stringify([resourceKey, layer, role, reason, shared]);

/** What is found no more keeps its row, and has no members. */
export async function removeGone(
  tx: Tx,
  organizationId: string,
  known: Iterable<Pick<StoredRow, "id" | "removedAt">>,
  present: ReadonlySet<string>,
  at: Date,
): Promise<void> {
  const ids = [...known].flatMap(({ id, removedAt }) => (removedAt === null && !present.has(id) ? [id] : []));
  if (ids.length === 0) return;
  await tx.$executeRaw(sql`UPDATE "Workload" SET "removedAt" = ${at}, "changedAt" = ${at}
    WHERE "organizationId" = ${organizationId}::uuid AND id = ANY(${ids}::uuid[])`);
  await tx.$executeRaw(sql`DELETE FROM "WorkloadMember"
    WHERE "organizationId" = ${organizationId}::uuid AND "workloadId" = ANY(${ids}::uuid[])`);
}
