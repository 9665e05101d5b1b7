import type { InvitePerson, SignInLink } from "#lib/contract/access.ts";
import { AppError } from "#lib/domain/errors.ts";
import { newId } from "#lib/platform/id.ts";
import { takeTurn } from "#lib/platform/transaction.ts";
import { audit } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";
import { belongsElsewhere } from "./belongs-elsewhere.ts";
import { createSignInLink } from "./sign-in-link.ts";

const dayMs = 86_400_000;

/**
 * Makes somebody a member. Their link comes back once, for the administrator to hand over: Nacre sends no mail.
 * Somebody who has a password already, from another organization, signs in with that one as well, and no link is made:
 * its holder would be signed in as them over there.
 */
export async function invitePerson(ctx: Context, { name, email, role }: InvitePerson): Promise<SignInLink> {
  requirePermission(ctx, "people:write");
  return inTransaction(ctx, async (tx) => {
    // Two who invite the same person at the same instant take turns.
    await takeTurn(tx, `invite ${email}`);
    const known = await tx.user.findUnique({ where: { email } });
    const elsewhere = known !== null && (await belongsElsewhere(ctx, known.id));
    if (elsewhere && known.passwordHash === null)
      throw new AppError(
        "conflict",
        `${email} was invited elsewhere. Invite them once they have a password.`,
        {
          fields: [{ field: "email", message: "Was invited elsewhere and has no password yet" }],
        },
      );
    const user = known ?? (await tx.user.create({ data: { id: newId(), name, email } }));
    const membership = { organizationId: ctx.organizationId, userId: user.id };
    const { count } = await tx.membership.createMany({ data: { ...membership, role }, skipDuplicates: true });
    if (count === 0)
      throw new AppError("conflict", `${email} belongs to this organization already.`, {
        fields: [{ field: "email", message: "Belongs to this organization already" }],
      });
    await audit(tx, ctx, {
      action: "person.invite",
      subjectType: "person",
      subjectId: user.id,
      after: { name: user.name, email, role },
    });
    if (elsewhere)
      return { personId: user.id, path: "/sign-in", expiresAt: new Date(Date.now() + dayMs).toISOString() };
    const { path, expiresAt } = await createSignInLink(tx, ctx.organizationId, user.id);
    return { personId: user.id, path, expiresAt: expiresAt.toISOString() };
  });
}
