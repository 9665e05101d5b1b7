import type { SignInLink } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { audit } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";
import { personInOrganization } from "./list-people.ts";
import { belongsElsewhere } from "./belongs-elsewhere.ts";
import { createSignInLink } from "./sign-in-link.ts";

/**
 * Another one-time link, for somebody who lost the first one or forgot the password: using it ends that. Refused for
 * members of another organization, too, whose administrators would else be signed in there by a link from here.
 */
export async function renewSignInLink(ctx: Context, personId: string): Promise<SignInLink> {
  requirePermission(ctx, "people:write");
  return inTransaction(ctx, async (tx) => {
    const person = await personInOrganization(tx, ctx, personId);
    if (person.state === "disabled")
      throw new AppError("conflict", "This person is disabled. Enable them first.");
    if (person.state === "active" && (await belongsElsewhere(ctx, personId)))
      throw new AppError(
        "conflict",
        "This person belongs to another organization, too: their password counts.",
      );
    await audit(tx, ctx, { action: "person.renew-link", subjectType: "person", subjectId: personId });
    const { path, expiresAt } = await createSignInLink(tx, ctx.organizationId, personId);
    return { personId, path, expiresAt: expiresAt.toISOString() };
  });
}
