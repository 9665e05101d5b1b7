import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

import { AppError } from "#lib/domain/errors.ts";

/** Counted in this process: it sheds load, where the sign-in limit, which guards passwords, counts in the database. */
const limiter = new RateLimiterMemory({ points: 1_200, duration: 60 });

export async function limitRequests(actor: string): Promise<void> {
  try {
    await limiter.consume(actor);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.ceil(error.msBeforeNext / 1000);
    throw new AppError("rate-limited", `Too many requests. Try again in ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    });
  }
}
