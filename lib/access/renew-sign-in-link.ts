import type { SignInLink } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { audit } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";
import { personInOrganization } from "./list-people.ts";
import { createSignInLink } from "./sign-in-link.ts";

/** Another one-time link for somebody whose first one was lost. Who has a password changes it by that. */
export async function renewSignInLink(ctx: Context, personId: string): Promise<SignInLink> {
  requirePermission(ctx, "people:write");
  return inTransaction(ctx, async (tx) => {
    const person = await personInOrganization(tx, ctx, personId);
    if (person.state === "disabled")
      throw new AppError("conflict", "This person is disabled. Enable them first.");
    await audit(tx, ctx, { action: "person.renew-link", subjectType: "person", subjectId: personId });
    const { path, expiresAt } = await createSignInLink(tx, ctx.organizationId, personId);
    return { personId, path, expiresAt: expiresAt.toISOString() };
  });
}
