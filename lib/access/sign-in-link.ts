import type { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/id.ts";
import { hashSecret, newSecret } from "./hash-secret.ts";

const validForHours = 48;

/**
 * A link that signs a person in once; earlier unused ones stop working. The secret stands after `#`, which browsers
 * send to nobody: not to the server's log, not to the next page.
 */
export async function createSignInLink(
  tx: Pick<Prisma.TransactionClient, "signInLink">,
  organizationId: string,
  userId: string,
): Promise<{ path: string; expiresAt: Date }> {
  const secret = newSecret();
  const expiresAt = new Date(Date.now() + validForHours * 3_600_000);
  await tx.signInLink.deleteMany({ where: { organizationId, userId, usedAt: null } });
  await tx.signInLink.create({
    data: { id: newId(), organizationId, userId, secretHash: hashSecret(secret), expiresAt },
  });
  return { path: `/sign-in/link#${secret}`, expiresAt };
}
