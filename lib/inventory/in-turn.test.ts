import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { eachConcurrently, oneAtATime } from "./in-turn.ts";

const pause = () => new Promise((resolve) => setImmediate(resolve));

describe("one at a time", () => {
  test("runs in the order handed over, none before the one before it ended", async () => {
    const inTurn = oneAtATime();
    const log: string[] = [];
    const work = (name: string, pauses: number) => async () => {
      log.push(`${name} begins`);
      for (let count = 0; count < pauses; count++) await pause();
      log.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([inTurn(work("slow", 5)), inTurn(work("quick", 0))])).toEqual(["slow", "quick"]);
    expect(log).toEqual(["slow begins", "slow ends", "quick begins", "quick ends"]);
  });

  test("a failure is its own: it reaches who asked, and the next still runs", async () => {
    const inTurn = oneAtATime();
    const broken = inTurn(() => Promise.reject(new Error("broke")));
    const next = inTurn(() => Promise.resolve("fine"));
    await expect(broken).rejects.toThrow("broke");
    await expect(next).resolves.toBe("fine");
  });
});

describe("several at once", () => {
  test("each item is worked on once, and never more than the limit at a time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        async (items, limit) => {
          let running = 0;
          let most = 0;
          const done: number[] = [];
          await eachConcurrently([...items.keys()], limit, async (index) => {
            most = Math.max(most, ++running);
            for (let count = 0; count < (items[index] ?? 0); count++) await pause();
            running--;
            done.push(index);
          });
          expect(done.toSorted((a, b) => a - b)).toEqual([...items.keys()]);
          expect(most).toBeLessThanOrEqual(limit);
          expect(most).toBeGreaterThanOrEqual(Math.min(items.length, 1));
        },
      ),
    );
  });

  test("after the first failure nothing more is begun", async () => {
    const begun: number[] = [];
    const run = eachConcurrently([0, 1, 2, 3, 4, 5, 6, 7], 2, async (item) => {
      begun.push(item);
      await pause();
      if (item === 1) throw new Error("broke");
    });
    await expect(run).rejects.toThrow("broke");
    await pause();
    await pause();
    expect(begun.length).toBeLessThanOrEqual(4);
  });
});
