import type { Context } from "./context.ts";
import { permissionsOfRole, type Permission } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";

/**
 * What somebody who asked for something earlier may still do now, when it is carried out: no more than they might then,
 * and no more than their role has since. Nothing for who was disabled or removed.
 */
export async function withCurrentRights(ctx: Context): Promise<Context> {
  const { organizationId, actor } = ctx;
  if (actor.kind === "job") return ctx;
  const db = systemDb();
  const [user, membership] = await Promise.all([
    db.user.findUnique({ where: { id: actor.id } }),
    db.membership.findUnique({
      where: { organizationId_userId: { organizationId, userId: actor.id } },
    }),
  ]);
  const gone = !user || user.disabledAt !== null || !membership || membership.disabledAt !== null;
  const held: readonly Permission[] = gone ? [] : permissionsOfRole[membership.role];
  return { ...ctx, permissions: new Set(held.filter((permission) => ctx.permissions.has(permission))) };
}
