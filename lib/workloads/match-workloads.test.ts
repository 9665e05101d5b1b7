import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { Groups } from "./groups.ts";
import { matchWorkloads } from "./match-workloads.ts";

const keys = ["a", "b", "c", "d", "e", "f"];
const seeds = fc.uniqueArray(fc.subarray(keys, { minLength: 1 }), {
  selector: (set) => set.join(),
  maxLength: 5,
});
const match = (known: string[][], discovered: string[][]) => {
  let made = 0;
  return matchWorkloads(
    known.map((seedKeys, index) => ({ id: `known-${index}`, seedKeys })),
    discovered.map((seedKeys) => ({ seedKeys })),
    () => `new-${made++}`,
  );
};

describe("matching", () => {
  test("gives each its id once, and a new one to nothing that is known", () => {
    fc.assert(
      fc.property(seeds, seeds, (known, discovered) => {
        const matched = match(known, discovered);
        expect(new Set(matched.map(({ id }) => id)).size).toBe(discovered.length);
        expect(matched.map(({ seedKeys }) => seedKeys)).toEqual(discovered);
        expect(matched.filter(({ isNew }) => isNew).map(({ id }) => id)).toEqual(
          matched.filter(({ id }) => id.startsWith("new-")).map(({ id }) => id),
        );
      }),
    );
  });

  test("what did not change keeps its id, whatever comes beside it and in whatever order", () => {
    fc.assert(
      fc.property(seeds, seeds, fc.boolean(), (known, others, reversed) => {
        const discovered = [
          ...known,
          ...others.filter((set) => !known.some((one) => one.join() === set.join())),
        ];
        const matched = match(known, reversed ? discovered.toReversed() : discovered);
        const idBySeeds = new Map(matched.map(({ id, seedKeys }) => [seedKeys.join(), id]));
        for (const [index, set] of known.entries()) expect(idBySeeds.get(set.join())).toBe(`known-${index}`);
      }),
    );
  });

  test("nothing in common is no match", () => {
    expect(match([["a", "b"]], [["c"], ["d"]]).map(({ id, isNew }) => [id, isNew])).toEqual([
      ["new-0", true],
      ["new-1", true],
    ]);
  });

  test("of two that merged, the one that gave most of it goes on", () => {
    expect(match([["a"], ["b", "c", "d"]], [["a", "b", "c", "d"]]).map(({ id }) => id)).toEqual(["known-1"]);
  });
});

test("groups are what a walk over the pairs would reach, however they were joined", () => {
  const pair = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...keys));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
      const groups = new Groups();
      for (const key of keys) groups.add(key);
      for (const [a, b] of pairs) groups.join(a, b);
      const reached = new Map(keys.map((key) => [key, new Set([key])]));
      for (let round = 0; round < keys.length; round++)
        for (const [a, b] of pairs) {
          const union = new Set([...(reached.get(a) ?? []), ...(reached.get(b) ?? [])]);
          reached.set(a, union).set(b, union);
        }
      const expected = new Set(
        keys.map((key) => keys.filter((other) => reached.get(key)?.has(other)).join()),
      );
      expect(new Set(groups.all().map((set) => set.join()))).toEqual(expected);
      expect(groups.all().flat().toSorted()).toEqual(keys);
      for (const [a, b] of pairs) expect(groups.rootOf(a)).toBe(groups.rootOf(b));
    }),
  );
});
