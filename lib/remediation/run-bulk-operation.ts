import { z } from "zod";

import { inTransaction, type Context } from "#lib/access/context.ts";
import { BulkInput } from "#lib/contract/remediation.ts";
import { AppError } from "#lib/domain/errors.ts";
import { permissions } from "#lib/domain/permission.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { assignWithin } from "./assign.ts";
import { requestExceptionWithin } from "./request-exception.ts";
import { setProgressWithin } from "./set-progress.ts";
import type { Undo } from "./undo-bulk-operation.ts";

const Stored = z.object({
  action: BulkInput.shape.action,
  findingIds: z.array(z.string()),
  permissions: z.array(z.enum(permissions)),
  actor: z.object({ kind: z.enum(["user", "token", "job"]), id: z.string(), name: z.string() }),
});
type Stored = z.infer<typeof Stored>;

/**
 * Carries out a bulk operation as the person who asked for it, one finding a transaction, each remembered in the same
 * transaction: run again after a crash it goes on where it stopped, and a finding that refuses stops no other.
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
  const stored = Stored.parse(operation.input);
  const ctx: Context = { organizationId, actor: stored.actor, permissions: new Set(stored.permissions) };
  for (const findingId of stored.findingIds.slice(operation.doneCount)) {
    signal?.throwIfAborted();
    await one(ctx, operationId, findingId, stored.action);
  }
  await inTransaction(ctx, (tx) =>
    tx.bulkOperation.update({ where: { id: operationId }, data: { state: "done", finishedAt: new Date() } }),
  );
}

async function one(
  ctx: Context,
  operationId: string,
  findingId: string,
  action: Stored["action"],
): Promise<void> {
  try {
    await inTransaction(ctx, async (tx) => {
      const undo = await apply(tx, ctx, findingId, action);
      await remember(tx, operationId, { undo });
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await inTransaction(ctx, (tx) =>
      remember(tx, operationId, { failure: { id: findingId, message: error.message } }),
    );
  }
}

async function apply(tx: Tx, ctx: Context, findingId: string, action: Stored["action"]): Promise<Undo> {
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
