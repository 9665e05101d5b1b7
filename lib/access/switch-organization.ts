import { AppError } from "#lib/domain/errors.ts";
import { systemDb } from "#lib/platform/db.ts";
import { audit } from "./audit.ts";
import { userContext } from "./context.ts";
import type { SignedIn } from "./find-session.ts";

/** Moves the session to another organization of the same person, with the role they have there. */
export async function switchOrganization(
  { sessionId, user }: SignedIn,
  organizationId: string,
): Promise<void> {
  const membership = await systemDb().membership.findUnique({
    where: { organizationId_userId: { organizationId, userId: user.id } },
  });
  if (!membership || membership.disabledAt)
    throw new AppError("not-found", "You do not belong to such an organization.");
  // As the tables' owner: the session leaves one organization for another, which row-level security lets nobody do.
  await systemDb().$transaction(async (tx) => {
    await tx.session.update({ where: { id: sessionId }, data: { organizationId } });
    await audit(tx, userContext(organizationId, user, membership.role), {
      action: "session.switch",
      subjectType: "session",
      subjectId: sessionId,
    });
  });
}
