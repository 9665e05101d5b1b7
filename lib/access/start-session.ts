import { systemDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { hashSecret, newSecret } from "./hash-secret.ts";
import { expiryFrom } from "./session-life.ts";

/** What the cookie carries: which session, and the proof that the browser was given it. Nothing that goes stale. */
export type SessionKey = { id: string; secret: string };

/** From where somebody signs in, as the list of sessions shows it. */
export type Origin = { address: string; userAgent: string };

export async function startSession(
  userId: string,
  organizationId: string,
  { address, userAgent }: Origin,
): Promise<SessionKey> {
  const key = { id: newId(), secret: newSecret() };
  const now = new Date();
  await systemDb().session.create({
    data: {
      id: key.id,
      secretHash: hashSecret(key.secret),
      userId,
      organizationId,
      address: address.slice(0, 64),
      userAgent: userAgent.slice(0, 256),
      createdAt: now,
      seenAt: now,
      expiresAt: expiryFrom(now),
    },
  });
  return key;
}
