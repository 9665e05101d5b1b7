import { audit } from "#lib/access/audit.ts";
import { inBulk, inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ImportView } from "#lib/contract/imports.ts";
import { takeTurn } from "#lib/platform/transaction.ts";
import { importInOrganization } from "./import-in-organization.ts";
import { toImportView, withdrawn } from "./import-view.ts";
import { openStage } from "./stage-import.ts";
import { storeStaged } from "./store-staged.ts";

/**
 * Takes back what a source said of a scope, as if it had reported nothing: its findings are closed and its parts gone.
 * The history keeps both, and the same report sent again opens them again. Throws `not-found`.
 */
export async function withdrawImport(ctx: Context, id: string): Promise<ImportView> {
  requirePermission(ctx, "finding:write");
  const { organizationId } = ctx;
  const { scopeId, source, scope, format } = await inTransaction(ctx, (tx) =>
    importInOrganization(tx, ctx, id),
  );
  return inBulk(ctx, async (client) => {
    await takeTurn(client, `import ${organizationId} ${source} ${scope}`);
    const stage = await openStage(client, { id: scopeId, name: scope });
    await stage.end();
    const { stored, counts } = await storeStaged(client, ctx, {
      scopeId,
      source,
      scope,
      format: withdrawn,
      fileName: "",
      sizeBytes: 0,
      recordCount: 0,
      refusedCount: 0,
      refusals: [],
      closes: true,
      namedSource: true,
    });
    await audit(client, ctx, {
      action: "import.withdraw",
      subjectType: "import",
      subjectId: id,
      before: { source, scope, format },
      after: { closedCount: counts.closedCount },
    });
    return toImportView(stored);
  });
}
