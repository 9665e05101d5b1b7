import { z } from "zod";

import { inTransaction, type Context } from "#lib/access/context.ts";
import { AppError } from "#lib/domain/errors.ts";
import { assignWithin } from "./assign.ts";
import { withdrawException } from "./decide-exception.ts";
import { setProgressWithin } from "./set-progress.ts";

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

/** Puts back what a finished operation changed. Only the person who asked for it may. */
export async function undoBulkOperation(ctx: Context, operationId: string): Promise<void> {
  const { organizationId } = ctx;
  const operation = await inTransaction(ctx, (tx) =>
    tx.bulkOperation.findFirst({ where: { organizationId, id: operationId } }),
  );
  if (!operation || operation.requestedById !== ctx.actor.id)
    throw new AppError("not-found", "There is no such operation of yours.");
  if (operation.state !== "done")
    throw new AppError("conflict", `An operation that is ${operation.state} cannot be undone.`);
  const steps = z.array(Undo).parse(operation.undo ?? []);
  for (const step of steps) {
    try {
      await undoOne(ctx, step);
    } catch (error) {
      // What was resolved or decided meanwhile stays as it is.
      if (!(error instanceof AppError)) throw error;
    }
  }
  await inTransaction(ctx, (tx) =>
    tx.bulkOperation.update({ where: { id: operationId }, data: { state: "undone" } }),
  );
}

async function undoOne(ctx: Context, step: Undo): Promise<void> {
  switch (step.kind) {
    case "assign":
      await inTransaction(ctx, (tx) =>
        assignWithin(tx, ctx, "finding", step.findingId, { ...step, comment: "" }),
      );
      return;
    case "withdraw":
      await withdrawException(ctx, step.exceptionId);
      return;
    case "progress":
      await inTransaction(ctx, (tx) => setProgressWithin(tx, ctx, step.findingId, { status: step.status }));
  }
}
