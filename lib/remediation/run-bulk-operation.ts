import { z } from "zod";

import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { withCurrentRights } from "#lib/access/current-rights.ts";
import { AppError } from "#lib/domain/errors.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { assignWithin } from "./assign.ts";
import { permissionOfBulk } from "./bulk-permission.ts";
import { requestExceptionWithin } from "./request-exception.ts";
import { setProgressWithin } from "./set-progress.ts";
import { storedBulk, type StoredBulk } from "./stored-bulk.ts";
import type { Undo } from "./undo-bulk-operation.ts";

/**
 * Carries out a bulk operation as the person who asked for it, with the rights they still have, one finding a
 * transaction, each remembered in the same transaction: run again after a crash it goes on where it stopped, run by two
 * at once it does nothing twice, and a finding that refuses stops no other.
 */
export async function runBulkOperation(
  job: Context,
  operationId: string,
  signal?: AbortSignal,
): Promise<void> {
  const { organizationId } = job;
  const operation = await inTransaction(job, (tx) =>
    tx.bulkOperation.findFirst({ where: { organizationId, id: operationId } }),
  );
  if (!operation || operation.state === "done" || operation.state === "undone") return;
  const { action, findingIds, actor, permissions } = storedBulk(operation.input);
  const asked: Context = { organizationId, actor, permissions: new Set(permissions) };
  for (let at = operation.doneCount; at < findingIds.length; at++) {
    signal?.throwIfAborted();
    const findingId = findingIds[at];
    if (findingId !== undefined)
      await one(await withCurrentRights(asked), { operationId, at, findingId, action });
  }
  await inTransaction(job, (tx) =>
    tx.bulkOperation.updateMany({
      where: { organizationId, id: operationId, state: { in: ["queued", "running"] } },
      data: { state: "done", finishedAt: new Date() },
    }),
  );
}

type Step = { operationId: string; at: number; findingId: string; action: StoredBulk["action"] };

async function one(ctx: Context, { operationId, at, findingId, action }: Step): Promise<void> {
  try {
    await inTransaction(ctx, async (tx) => {
      if (!(await isNext(tx, operationId, at))) return;
      requirePermission(ctx, permissionOfBulk[action.kind]);
      const undo = await apply(tx, ctx, findingId, action);
      await remember(tx, operationId, { undo });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await inTransaction(ctx, async (tx) => {
      if (await isNext(tx, operationId, at))
        await remember(tx, operationId, { failure: { id: findingId, message: error.message } });
    });
  }
}

/** Locks the operation and tells whether this finding's turn has come: another worker may have been quicker. */
async function isNext(tx: Tx, operationId: string, at: number): Promise<boolean> {
  const rows = await queryRows(
    tx,
    z.object({ doneCount: z.number() }),
    sql`SELECT "doneCount" FROM "BulkOperation" WHERE id = ${operationId}::uuid FOR UPDATE`,
  );
  return rows[0]?.doneCount === at;
}

async function apply(tx: Tx, ctx: Context, findingId: string, action: StoredBulk["action"]): Promise<Undo> {
  switch (action.kind) {
    case "assign": {
      const { assigneeId, teamId, dueAt } = await assignWithin(tx, ctx, "finding", findingId, action.input);
      return { kind: "assign", findingId, assigneeId, teamId, dueAt: dueAt?.toISOString() ?? null };
    }
    case "request-exception": {
      const { id } = await requestExceptionWithin(tx, ctx, findingId, action.input);
      return { kind: "withdraw", exceptionId: id };
    }
    case "set-progress": {
      const before = await setProgressWithin(tx, ctx, findingId, action.input);
      return {
        kind: "progress",
        findingId,
        status: before.status === "in-progress" ? "in-progress" : "open",
      };
    }
  }
}

async function remember(
  tx: Tx,
  operationId: string,
  what: { undo: Undo } | { failure: { id: string; message: string } },
): Promise<void> {
  const added = JSON.stringify(["undo" in what ? what.undo : what.failure]);
  await tx.$executeRaw`
    UPDATE "BulkOperation" SET state = 'running', "doneCount" = "doneCount" + 1,
      undo = CASE WHEN ${"undo" in what} THEN coalesce(undo, '[]'::jsonb) || ${added}::jsonb ELSE undo END,
      failures = CASE WHEN ${"undo" in what} THEN failures ELSE failures || ${added}::jsonb END
    WHERE id = ${operationId}::uuid`;
}
