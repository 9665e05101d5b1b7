import { inTransaction, type Context } from "#lib/access/context.ts";
import { storedBulk } from "./stored-bulk.ts";

/** Ends an operation whose job was given up: what was done can be undone, and what was not is named. */
export async function abandonBulkOperation(job: Context, id: string, error: string): Promise<void> {
  const { organizationId } = job;
  await inTransaction(job, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "BulkOperation" WHERE id = ${id}::uuid FOR UPDATE`;
    const operation = await tx.bulkOperation.findFirst({ where: { organizationId, id } });
    if (!operation || operation.state === "done" || operation.state === "undone") return;
    const left = storedBulk(operation.input).findingIds.slice(operation.doneCount);
    const failures = left.map((findingId) => ({ id: findingId, message: `Not carried out: ${error}` }));
    await tx.$executeRaw`
      UPDATE "BulkOperation" SET state = 'done', "finishedAt" = now(), "doneCount" = "totalCount",
        failures = failures || ${JSON.stringify(failures)}::jsonb
      WHERE id = ${id}::uuid`;
  });
}
