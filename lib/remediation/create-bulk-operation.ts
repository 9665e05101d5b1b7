import { z } from "zod";

import { audit } from "#lib/access/audit.ts";
import { inTransaction, personOf, requirePermission, type Context } from "#lib/access/context.ts";
import { findingFilterParsers, loadFindingFilters, type FindingFilters } from "#lib/contract/findings.ts";
import type { BulkInput } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { findingConditions } from "#lib/posture/finding-conditions.ts";
import { permissionOfBulk } from "./bulk-permission.ts";

const targetsMax = 10_000;

/** Starts a change to many findings. Which ones is settled now, so that what is new meanwhile is left alone. */
export async function createBulkOperation(
  ctx: Context,
  input: BulkInput,
): Promise<{ id: string; totalCount: number }> {
  requirePermission(ctx, permissionOfBulk[input.action.kind]);
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const findingIds = await targets(tx, ctx, input);
    if (findingIds.length === 0)
      throw new AppError("invalid-input", "No finding matches. There is nothing to change.");
    const id = newId();
    await tx.bulkOperation.create({
      data: {
        id,
        organizationId,
        kind: input.action.kind,
        input: { action: input.action, findingIds, permissions: [...ctx.permissions], actor: ctx.actor },
        state: "queued",
        requestedById: personOf(ctx),
        requestedAt: new Date(),
        totalCount: findingIds.length,
      },
    });
    await audit(tx, ctx, {
      action: "finding.bulk",
      subjectType: "bulk-operation",
      subjectId: id,
      after: { action: input.action, count: findingIds.length },
    });
    await enqueue(tx, "remediation.bulk", { organizationId, operationId: id });
    return { id, totalCount: findingIds.length };
  });
}

async function targets(tx: Tx, ctx: Context, { findingIds, filter }: BulkInput): Promise<string[]> {
  if ((findingIds === undefined) === (filter === undefined))
    throw new AppError("invalid-input", "Give findingIds or filter, one of the two.", {
      fields: [{ field: "findingIds", message: "Give findingIds or filter, one of the two" }],
    });
  if (findingIds !== undefined) return [...new Set(findingIds)];
  const filters = filtersFrom(filter ?? "");
  const rows = await queryRows(
    tx,
    z.object({ id: z.string() }),
    sql`SELECT f.id FROM "Finding" f WHERE ${allOf(findingConditions(ctx, filters))}
        ORDER BY f."severityWeight" DESC, f."openedAt" DESC, f.id DESC LIMIT ${targetsMax + 1}`,
  );
  if (rows.length > targetsMax)
    throw new AppError("too-large", `More than ${targetsMax} findings match. Narrow the filter.`);
  return rows.map(({ id }) => id);
}

/** A parameter that is misspelled would admit every finding there is, so it is refused and not left out. */
function filtersFrom(filter: string): FindingFilters {
  const searchParams = new URLSearchParams(filter);
  const unknown = [...searchParams.keys()].find((key) => !Object.hasOwn(findingFilterParsers, key));
  if (unknown !== undefined) throw unfit(`there is no such filter as ${unknown}`);
  try {
    return loadFindingFilters(searchParams, { strict: true });
  } catch {
    throw unfit("one of its values is not one the findings page takes");
  }
}

const unfit = (why: string): AppError =>
  new AppError("invalid-input", `filter: This is no filter of findings: ${why}.`, {
    fields: [{ field: "filter", message: `This is no filter of findings: ${why}` }],
  });
