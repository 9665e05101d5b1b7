import { expect, test } from "vitest";

import { openPace } from "./pace.ts";

const { signal } = new AbortController();

/** Time that passes only when all who wait for it wait. */
function openClock() {
  let time = 1_000_000;
  const waiting: { at: number; go: () => void }[] = [];
  return {
    now: () => time,
    wait: (milliseconds: number) =>
      new Promise<void>((go) => {
        waiting.push({ at: time + milliseconds, go });
      }),
    run: async (work: Promise<unknown>) => {
      let done = false;
      void work.finally(() => (done = true));
      for (;;) {
        for (let settled = 0; settled < 50; settled++) await Promise.resolve();
        if (done) return;
        waiting.sort((a, b) => a.at - b.at);
        const next = waiting.shift();
        if (!next) throw new Error("Everybody waits for nothing");
        time = Math.max(time, next.at);
        next.go();
      }
    },
  };
}

/** Admits so many requests a second, and as many at once after a pause. */
function openBucket(perSecond: number, now: () => number) {
  let tokens = perSecond;
  let filledAt = now();
  return () => {
    tokens = Math.min(perSecond, tokens + ((now() - filledAt) / 1_000) * perSecond);
    filledAt = now();
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

/** Eight at once, as the collectors of a sync are, each answer taking 20 ms. */
async function requestsFor(wanted: number, perSecond: number, paced: boolean): Promise<number> {
  const clock = openClock();
  const admits = openBucket(perSecond, clock.now);
  const pace = openPace(clock);
  let left = wanted;
  let requests = 0;
  const one = async () => {
    for (;;) {
      const sentAt = paced ? await pace.turn(signal) : clock.now();
      requests++;
      const admitted = admits();
      await clock.wait(20);
      if (admitted) return pace.answered();
      pace.refused(sentAt, 0);
      await clock.wait(250);
    }
  };
  const lane = async () => {
    while (left-- > 0) await one();
  };
  await clock.run(Promise.all(Array.from({ length: 8 }, lane)));
  return requests;
}

test.each([10, 25, 50, 100])(
  "of a server that admits %i requests a second, at most 1.3 times the minimum are made",
  async (perSecond) => {
    const wanted = 1_000;
    expect(await requestsFor(wanted, perSecond, true)).toBeLessThanOrEqual(1.3 * wanted);
  },
);

test("without pace they would be twice as many", async () => {
  expect(await requestsFor(1_000, 10, false)).toBeGreaterThan(2_000);
});

test("nobody waits while nothing was refused", async () => {
  const clock = openClock();
  const pace = openPace(clock);
  const sent = [];
  for (let count = 0; count < 20; count++) sent.push(await pace.turn(signal));
  expect(new Set(sent)).toEqual(new Set([clock.now()]));
});

test("all wait as long as the server asked one to", async () => {
  const clock = openClock();
  const pace = openPace(clock);
  const began = await pace.turn(signal);
  pace.refused(began, 5_000);
  const turns = Promise.all([pace.turn(signal), pace.turn(signal)]);
  await clock.run(turns);
  for (const at of await turns) expect(at - began).toBeGreaterThanOrEqual(5_000);
});

test("a wait ends with its signal", async () => {
  const pace = openPace();
  pace.refused(await pace.turn(signal), 60_000);
  await expect(pace.turn(AbortSignal.abort(new Error("stopped")))).rejects.toThrow("aborted");
});
