import { systemDb } from "#lib/platform/db.ts";
import type { Context } from "./context.ts";

/** Whether the person is a member of an organization besides this one, which row-level security would hide. */
export const belongsElsewhere = async ({ organizationId }: Context, userId: string): Promise<boolean> =>
  (await systemDb().membership.count({ where: { userId, organizationId: { not: organizationId } } })) > 0;
