import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { audit } from "./audit.ts";
import { jobContext, userContext, type Context } from "./context.ts";
import { createSignInLink } from "./sign-in-link.ts";

/** Stands for the first administrator until they say who they are. */
export const placeholderEmail = "admin@localhost";

export type Installation = {
  organizationId: string;
  /** Null once somebody has set the installation up. */
  signInPath: string | null;
};

/**
 * An empty installation gets an organization and an administrator without a password. Until that person has set
 * themselves up, each start makes a new one-time link; the earlier one stops working.
 */
export async function firstAdministrator(): Promise<Installation> {
  const organizationId = await firstOrganization();
  const waiting = await systemDb().user.findUnique({ where: { email: placeholderEmail } });
  if (!waiting || waiting.passwordHash !== null) return { organizationId, signInPath: null };
  const { path } = await createSignInLink(systemDb(), organizationId, waiting.id);
  return { organizationId, signInPath: path };
}

/** All or nothing, and one at a time: an organization without its administrator could never be entered. */
const firstOrganization = (): Promise<string> =>
  systemDb().$transaction(async (tx) => {
    await takeTurn(tx, "first administrator");
    const organization = await tx.organization.findFirst({ orderBy: { createdAt: "asc" } });
    return organization?.id ?? (await createFirst(tx));
  });

async function createFirst(tx: Tx): Promise<string> {
  const organization = { id: newId(), name: "My organization", slug: "my-organization" };
  const user = { id: newId(), name: "Administrator", email: placeholderEmail };
  await tx.organization.create({ data: organization });
  await tx.user.create({ data: user });
  await tx.membership.create({ data: { organizationId: organization.id, userId: user.id, role: "admin" } });
  await audit(tx, jobContext(organization.id, "start"), {
    action: "organization.create",
    subjectType: "organization",
    subjectId: organization.id,
    after: { name: organization.name },
  });
  return organization.id;
}

/** In the name of the organization's longest-standing administrator: for what only a person may ask for. */
export async function administratorContext(organizationId: string): Promise<Context> {
  const { userId } = await systemDb().membership.findFirstOrThrow({
    where: { organizationId, role: "admin", disabledAt: null },
    orderBy: { createdAt: "asc" },
  });
  const user = await systemDb().user.findUniqueOrThrow({ where: { id: userId } });
  return userContext(organizationId, user, "admin");
}
