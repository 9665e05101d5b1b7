import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";

/** Ends the sync whose job was given up, so that nothing waits for it and a person sees why. */
export async function abandonSync(ctx: Context, connectionId: string, error: string): Promise<void> {
  requirePermission(ctx, "connection:write");
  const { organizationId } = ctx;
  await inTransaction(ctx, async (tx) => {
    // The next fence, so that a worker which wakes up late cannot write into a sync that is over.
    await tx.connection.updateMany({
      where: { id: connectionId, organizationId },
      data: { fence: { increment: 1 } },
    });
    await tx.sync.updateMany({
      where: { organizationId, connectionId, state: "running" },
      data: {
        state: "failed",
        finishedAt: new Date(),
        error: `Nacre could not finish this sync: ${error}`,
        remedy: "Sync again. If it fails again, send a recording of this connection to the maintainers.",
      },
    });
  });
}
