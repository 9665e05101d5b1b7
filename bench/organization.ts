import { userContext, type Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";

/** An organization of its own for each measurement, with the administrator who acts in it. */
export async function createBenchOrganization(): Promise<Context> {
  const [organizationId, userId] = [newId(), newId()];
  const db = systemDb();
  await db.organization.create({ data: { id: organizationId, name: "Bench", slug: organizationId } });
  await db.user.create({ data: { id: userId, name: "Bench", email: `${userId}@example.com` } });
  await db.membership.create({ data: { organizationId, userId, role: "admin" } });
  return userContext(organizationId, { id: userId, name: "Bench" }, "admin");
}
