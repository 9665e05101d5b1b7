import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

import { AppError } from "#lib/domain/errors.ts";
import { pool } from "#lib/platform/db.ts";
import { hashSecret } from "./hash-secret.ts";

/** Guesses against one account, from wherever; and guesses from one address, against whichever. */
const limits = {
  account: { points: 10, duration: 15 * 60 },
  address: { points: 50, duration: 15 * 60 },
} as const;
type Kind = keyof typeof limits;

const limiter = (kind: Kind): RateLimiterPostgres =>
  new RateLimiterPostgres({
    ...limits[kind],
    storeClient: pool(),
    storeType: "pool",
    tableName: "SignInLimit",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
  });

/** Counts one attempt in the database, so that neither a restart nor a second server gives more. */
export async function limitSignIn(email: string, address: string): Promise<void> {
  await consume("address", address);
  await consume("account", hashSecret(email.trim().toLowerCase()));
}

/** A right password clears the count of its account, not of its address. */
export const forgiveAccount = async (email: string): Promise<void> => {
  await limiter("account").delete(hashSecret(email.trim().toLowerCase()));
};

async function consume(kind: Kind, key: string): Promise<void> {
  try {
    await limiter(kind).consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.ceil(error.msBeforeNext / 1000);
    throw new AppError(
      "rate-limited",
      `Too many attempts. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`,
      { retryAfterSeconds },
    );
  }
}
