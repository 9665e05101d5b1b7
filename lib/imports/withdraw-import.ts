import { audit } from "#lib/access/audit.ts";
import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ImportView } from "#lib/contract/imports.ts";
import { newId } from "#lib/platform/id.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { takeTurn } from "#lib/platform/transaction.ts";
import { importInOrganization } from "./import-in-organization.ts";
import { toImportView, withdrawn } from "./import-view.ts";
import { matchResources } from "./match-resources.ts";
import { databaseTime } from "./run-import.ts";
import { openStage } from "./stage-import.ts";
import { storeComponents } from "./store-components.ts";
import { storeFindings } from "./store-findings.ts";

/**
 * Takes back what a source said of a scope, as if it had reported nothing: its findings are closed and its parts gone.
 * The history keeps both, and the same report sent again opens them again. Throws `not-found`.
 */
export async function withdrawImport(ctx: Context, id: string): Promise<ImportView> {
  requirePermission(ctx, "finding:write");
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const { scopeId, source, scope, format } = await importInOrganization(tx, ctx, id);
    await takeTurn(tx, `import ${organizationId} ${source} ${scope}`);
    const at = await databaseTime(tx);
    const stage = await openStage(tx, { id: scopeId, name: scope });
    await stage.end();
    await matchResources(tx, organizationId, scope);
    const counts = await storeFindings(tx, ctx, { scopeId, closes: true, namedSource: true, at });
    await storeComponents(tx, organizationId, { scopeId, closes: true, at });
    const stored = await tx.import.create({
      data: {
        id: newId(),
        organizationId,
        scopeId,
        source,
        scope,
        format: withdrawn,
        fileName: "",
        sizeBytes: 0,
        recordCount: 0,
        componentCount: 0,
        refusedCount: 0,
        refusals: [],
        ...counts,
        importedById: ctx.actor.id,
        importedByName: ctx.actor.name,
        importedAt: at,
      },
    });
    await audit(tx, ctx, {
      action: "import.withdraw",
      subjectType: "import",
      subjectId: id,
      before: { source, scope, format },
      after: { closedCount: counts.closedCount },
    });
    if (counts.closedCount > 0) await enqueue(tx, "correlation.refresh", { organizationId });
    return toImportView(stored);
  });
}
