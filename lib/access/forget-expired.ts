import { systemDb } from "#lib/platform/db.ts";

const day = 86_400_000;

/** Deletes what nobody can use any more. What was done by it stays in the audit log. */
export async function forgetExpired(now: Date): Promise<void> {
  const db = systemDb();
  const yesterday = new Date(now.getTime() - day);
  await db.idempotentAnswer.deleteMany({ where: { createdAt: { lt: yesterday } } });
  await db.signInLimit.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
  await db.signInLink.deleteMany({ where: { expiresAt: { lt: yesterday } } });
  await db.session.deleteMany({ where: { expiresAt: { lt: yesterday } } });
}
