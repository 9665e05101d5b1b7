import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { limitRequests } from "./rate-limit.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const ask = async (actor: string, count: number) => {
  for (let asked = 0; asked < count; asked++) await limitRequests(actor);
};

test("1,200 requests a minute are served, the next is told when to come back, and is served then", async () => {
  await ask("one", 1_200);
  const refused = limitRequests("one");
  await expect(refused).rejects.toMatchObject({ code: "rate-limited", status: 429 });
  await expect(refused).rejects.toSatisfy(
    (error: { retryAfterSeconds: number }) => error.retryAfterSeconds > 0 && error.retryAfterSeconds <= 60,
  );
  vi.advanceTimersByTime(60_001);
  await expect(limitRequests("one")).resolves.toBeUndefined();
});

test("one who asks too much takes nothing from another", async () => {
  await ask("greedy", 1_200);
  await expect(limitRequests("greedy")).rejects.toMatchObject({ code: "rate-limited" });
  await expect(limitRequests("modest")).resolves.toBeUndefined();
});
