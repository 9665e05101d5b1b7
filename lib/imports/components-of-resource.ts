import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import type { ImportedComponentView } from "#lib/contract/imports.ts";
import { sql } from "#lib/platform/sql.ts";
import { listComponents } from "./list-components.ts";

/** What other tools' bills of materials say a resource is made of. */
export async function componentsOfResource(ctx: Context, id: string): Promise<ImportedComponentView[]> {
  requirePermission(ctx, "inventory:read");
  return inTransaction(ctx, (tx) => listComponents(tx, ctx, sql`c."resourceId" = ${id}::uuid`));
}
