const hour = 3_600_000;

/** However much it is used. */
export const sessionHours = 12;
/** Without a request. */
export const idleHours = 2;

export const expiryFrom = (start: Date): Date => new Date(start.getTime() + sessionHours * hour);

type Life = { expiresAt: Date; seenAt: Date; revokedAt: Date | null };

export const isAlive = (session: Life, now: Date): boolean =>
  session.revokedAt === null &&
  now < session.expiresAt &&
  now.getTime() - session.seenAt.getTime() < idleHours * hour;
