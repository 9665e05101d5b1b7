import { openPace, waitFor, type Pace, type Wait } from "../pace.ts";

export type RetryLimits = {
  /** Of a call that got no answer, or an error of AWS's own. */
  attempts: number;
  throttledAttempts?: number;
  /** Replaced in tests, which have no minute to wait. */
  wait?: Wait;
};

/** As the SDK's own `RetryStrategyV2`. */
type Failure = {
  errorType: "TRANSIENT" | "THROTTLING" | "SERVER_ERROR" | "CLIENT_ERROR";
  retryAfterHint?: Date;
};
type Token = { getRetryCount: () => number; getRetryDelay: () => number; sentAt: number };

const backoffMs = { throttled: 500, other: 100, max: 10_000 };

/**
 * How one client asks again. What passes is asked again after a growing pause; a throttled call more often, and it
 * slows all calls beside it, which the SDK's own strategy learns too slowly for a burst; anything else never.
 */
export function retryStrategy({ attempts, throttledAttempts = attempts, wait = waitFor }: RetryLimits) {
  const pace: Pace = openPace({ wait });
  const { signal } = new AbortController();
  return {
    acquireInitialRetryToken: async () => tokenOf(0, await pace.turn(signal)),
    refreshRetryTokenForRetry: async (token: Token, { errorType, retryAfterHint }: Failure) => {
      const isThrottled = errorType === "THROTTLING";
      if (isThrottled) pace.refused(token.sentAt, 0);
      const count = token.getRetryCount() + 1;
      const isPassing = isThrottled || errorType === "TRANSIENT";
      if (!isPassing || count >= (isThrottled ? throttledAttempts : attempts))
        throw new Error("Not asked again");
      const asked = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
      await wait(Math.min(Math.max(backoff(isThrottled, count), asked), backoffMs.max), signal);
      return tokenOf(count, await pace.turn(signal));
    },
    recordSuccess: () => pace.answered(),
  };
}

const tokenOf = (count: number, sentAt: number): Token => ({
  getRetryCount: () => count,
  // Already waited for.
  getRetryDelay: () => 0,
  sentAt,
});

/** Grows with each attempt, and is spread at random so that calls which failed together do not return together. */
const backoff = (isThrottled: boolean, count: number): number =>
  Math.random() *
  Math.min((isThrottled ? backoffMs.throttled : backoffMs.other) * 2 ** (count - 1), backoffMs.max);
