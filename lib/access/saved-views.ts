import {
  SavedView,
  savedViewsMax,
  type CreateSavedView,
  type ChangeSavedView,
  type SavedViewPage,
} from "#lib/contract/saved-views.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { inTransaction, personOf, requirePermission, type Context } from "./context.ts";

/** The views that the asking person saved for a page, by name, then those that others share. */
export async function listSavedViews(ctx: Context, page: SavedViewPage): Promise<{ items: SavedView[] }> {
  requirePermission(ctx, "finding:read");
  return inTransaction(ctx, async (tx) => ({
    items: [...(await ownViews(tx, ctx, page)), ...(await othersViews(tx, ctx, page))],
  }));
}

export async function createSavedView(ctx: Context, input: CreateSavedView): Promise<SavedView> {
  requirePermission(ctx, "finding:read");
  return inTransaction(ctx, async (tx) => {
    const others = await ownViewsInTurn(tx, ctx, input.page);
    assertFree(others, input.name);
    if (others.length >= savedViewsMax)
      throw new AppError("conflict", `There are ${savedViewsMax} views already. Delete one first.`);
    const view = { id: newId(), ...input };
    await tx.savedView.create({ data: { ...view, ...ownerOf(ctx) } });
    return { ...view, sharedBy: null };
  });
}

/** Renames one's own view, or shares it with the organization and takes it back. */
export async function changeSavedView(
  ctx: Context,
  viewId: string,
  { name, shared }: ChangeSavedView,
): Promise<SavedView> {
  requirePermission(ctx, "finding:read");
  return inTransaction(ctx, async (tx) => {
    const { page } = await ownView(tx, ctx, viewId);
    const views = await ownViewsInTurn(tx, ctx, page);
    const view = views.find(({ id }) => id === viewId);
    if (!view) throw noSuchView();
    const changed = { name: name ?? view.name, shared: shared ?? view.shared };
    assertFree(
      views.filter(({ id }) => id !== viewId),
      changed.name,
    );
    await tx.savedView.update({ where: { id: viewId }, data: changed });
    return { ...view, ...changed };
  });
}

export async function deleteSavedView(ctx: Context, viewId: string): Promise<void> {
  requirePermission(ctx, "finding:read");
  await inTransaction(ctx, async (tx) => {
    const { count } = await tx.savedView.deleteMany({ where: { id: viewId, ...ownerOf(ctx) } });
    if (count === 0) throw noSuchView();
  });
}

const ownerOf = (ctx: Context) => ({ organizationId: ctx.organizationId, userId: personOf(ctx) });
const noSuchView = () => new AppError("not-found", "You have no such view.");

async function ownView(tx: Tx, ctx: Context, viewId: string): Promise<SavedView> {
  const row = await tx.savedView.findFirst({ where: { id: viewId, ...ownerOf(ctx) } });
  if (!row) throw noSuchView();
  return SavedView.parse({ ...row, sharedBy: null });
}

async function ownViews(tx: Tx, ctx: Context, page: SavedViewPage): Promise<SavedView[]> {
  const rows = await tx.savedView.findMany({ where: { page, ...ownerOf(ctx) }, orderBy: { name: "asc" } });
  return byName(rows.map((row) => SavedView.parse({ ...row, sharedBy: null })));
}

async function othersViews(tx: Tx, ctx: Context, page: SavedViewPage): Promise<SavedView[]> {
  const { organizationId, userId } = ownerOf(ctx);
  const rows = await tx.savedView.findMany({
    where: { organizationId, page, shared: true, userId: { not: userId } },
    orderBy: { name: "asc" },
    take: sharedViewsMax,
  });
  const users = await tx.user.findMany({
    where: { id: { in: rows.map((row) => row.userId) } },
    select: { id: true, name: true },
  });
  const nameOf = new Map(users.map(({ id, name }) => [id, name]));
  return byName(
    rows.map((row) => SavedView.parse({ ...row, sharedBy: nameOf.get(row.userId) ?? "Somebody who left" })),
  );
}
const sharedViewsMax = 200;

const byName = (views: readonly SavedView[]): SavedView[] =>
  views.toSorted((a, b) => a.name.localeCompare(b.name, "en", { sensitivity: "base" }));

/** As `ownViews`, for one who changes them: two tabs of one person take turns. */
async function ownViewsInTurn(tx: Tx, ctx: Context, page: SavedViewPage): Promise<SavedView[]> {
  const { organizationId, userId } = ownerOf(ctx);
  const turn = `views ${organizationId} ${userId} ${page}`;
  await takeTurn(tx, turn);
  return ownViews(tx, ctx, page);
}

function assertFree(others: readonly SavedView[], name: string): void {
  if (others.some((view) => view.name.toLowerCase() === name.toLowerCase()))
    throw new AppError("conflict", `You have a view ${name} already.`, {
      fields: [{ field: "name", message: "You have a view of this name already" }],
    });
}
