import { z } from "zod";

import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import { pool } from "#lib/platform/db.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { assignWithin } from "./assign.ts";
import { permissionOfBulk } from "./bulk-permission.ts";
import { withdrawException } from "./decide-exception.ts";
import { setProgressWithin } from "./set-progress.ts";
import { storedBulk, type StoredBulk } from "./stored-bulk.ts";
import { lockSubject, type Subject } from "./subject.ts";

/** What puts one finding back as it was. */
const Undo = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("assign"),
    findingId: z.string(),
    assigneeId: z.string().nullable(),
    teamId: z.string().nullable(),
    dueAt: z.string().nullable(),
  }),
  z.object({ kind: z.literal("withdraw"), exceptionId: z.string() }),
  z.object({ kind: z.literal("progress"), findingId: z.string(), status: z.enum(["open", "in-progress"]) }),
]);
export type Undo = z.infer<typeof Undo>;

/**
 * Puts back what a finished operation changed, as far as nobody has changed it since. Only the person who asked for it
 * may, and only once.
 */
export async function undoBulkOperation(ctx: Context, operationId: string): Promise<void> {
  const { organizationId } = ctx;
  await alone(`undo ${operationId}`, async () => {
    const operation = await inTransaction(ctx, (tx) =>
      tx.bulkOperation.findFirst({ where: { organizationId, id: operationId } }),
    );
    if (!operation || operation.requestedById !== ctx.actor.id)
      throw new AppError("not-found", "There is no such operation of yours.");
    if (operation.state !== "done")
      throw new AppError("conflict", `An operation that is ${operation.state} cannot be undone.`);
    const { action } = storedBulk(operation.input);
    requirePermission(ctx, permissionOfBulk[action.kind]);
    for (const step of z.array(Undo).parse(operation.undo ?? [])) await undoUnlessChanged(ctx, step, action);
    await inTransaction(ctx, async (tx) => {
      await tx.bulkOperation.update({ where: { id: operationId }, data: { state: "undone" } });
      await audit(tx, ctx, {
        action: "finding.bulk-undo",
        subjectType: "bulk-operation",
        subjectId: operationId,
      });
    });
  });
}

type Action = StoredBulk["action"];

async function undoUnlessChanged(ctx: Context, step: Undo, action: Action): Promise<void> {
  try {
    if (step.kind === "withdraw") await withdrawException(ctx, step.exceptionId);
    else await inTransaction(ctx, (tx) => undoOne(tx, ctx, step, action));
  } catch (error) {
    // What was resolved or decided meanwhile stays as it is.
    if (!(error instanceof AppError)) throw error;
  }
}

async function undoOne(
  tx: Tx,
  ctx: Context,
  step: Exclude<Undo, { kind: "withdraw" }>,
  action: Action,
): Promise<void> {
  const now = await lockSubject(tx, ctx, "finding", step.findingId);
  if (!isAsLeft(now, action)) return;
  if (step.kind === "progress") await setProgressWithin(tx, ctx, step.findingId, { status: step.status });
  else await assignWithin(tx, ctx, "finding", step.findingId, { ...step, comment: "" });
}

/** Whether the finding is still as the operation left it: what somebody decided since is theirs. */
function isAsLeft(now: Subject, action: Action): boolean {
  if (action.kind === "set-progress") return now.status === action.input.status;
  if (action.kind !== "assign") return true;
  const { assigneeId, teamId, dueAt } = action.input;
  const sameOwner = now.assigneeId === assigneeId && now.teamId === teamId;
  return sameOwner && (dueAt === null || now.dueAt?.getTime() === Date.parse(dueAt));
}

/** Refuses the second of two at the same time. The lock goes with its connection, however this process ends. */
async function alone(key: string, work: () => Promise<void>): Promise<void> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<{ free: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS free",
      [key],
    );
    if (!rows[0]?.free) throw new AppError("conflict", "This operation is being undone already.");
    try {
      await work();
    } finally {
      await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [key]);
    }
  } finally {
    client.release();
  }
}
