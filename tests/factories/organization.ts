import { userContext, type Context } from "#lib/access/context.ts";
import type { Role } from "#lib/domain/permission.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";

/** A fresh organization with one person in it, and the context in which that person acts. */
export async function createOrganization(role: Role = "admin"): Promise<Context> {
  const id = newId();
  await systemDb().organization.create({ data: { id, name: `Organization ${id.slice(-6)}`, slug: id } });
  return createMember(id, role);
}

export async function createMember(organizationId: string, role: Role): Promise<Context> {
  const id = newId();
  const name = `${role} ${id.slice(-4)}`;
  await systemDb().user.create({ data: { id, name, email: `${id}@example.com` } });
  await systemDb().membership.create({ data: { organizationId, userId: id, role } });
  return userContext(organizationId, { id, name }, role);
}
