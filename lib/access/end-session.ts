import { systemDb } from "#lib/platform/db.ts";
import { isSecret } from "./hash-secret.ts";
import type { SessionKey } from "./start-session.ts";

/** Signs out: the cookie stops working at once, wherever a copy of it is. */
export async function endSession(key: SessionKey): Promise<void> {
  const session = await systemDb().session.findUnique({ where: { id: key.id } });
  if (!session || !isSecret(key.secret, session.secretHash)) return;
  await systemDb().session.updateMany({
    where: { id: key.id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}
