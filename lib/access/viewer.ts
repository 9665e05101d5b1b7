import type { ViewerView } from "#lib/contract/access.ts";
import { permissions } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { SignedIn } from "./find-session.ts";

/** What the interface knows of who looks at it. */
export async function viewerOf({ user, organization, role, ctx }: SignedIn): Promise<ViewerView> {
  return {
    ...user,
    role,
    permissions: permissions.filter((permission) => ctx.permissions.has(permission)),
    organization,
    organizations: await organizationsOf(user.id),
  };
}

async function organizationsOf(userId: string): Promise<{ id: string; name: string }[]> {
  const memberships = await systemDb().membership.findMany({ where: { userId, disabledAt: null } });
  return systemDb().organization.findMany({
    where: { id: { in: memberships.map(({ organizationId }) => organizationId) } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}
