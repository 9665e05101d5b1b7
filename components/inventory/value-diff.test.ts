import { describe, expect, test } from "vitest";

import { diffValues } from "./value-diff.ts";

const both = (before: unknown, after: unknown) => {
  const { removed, added } = diffValues(before, after);
  return [removed, added];
};

describe("a changed value", () => {
  test.each([
    ["a word", "ada", "grace", "ada", "grace"],
    ["a switch", true, false, "yes", "no"],
    ["a number", 1, 2.5, "1", "2.5"],
    ["zero", 0, 1, "0", "1"],
    ["what came", undefined, "ada", "not there", "ada"],
    ["what went", "ada", undefined, "ada", "not there"],
    ["what was set to nothing", "ada", null, "ada", "not set"],
    ["an empty text", "", "ada", "empty", "ada"],
    ["an empty list that became a word", [], "ada", "none", "ada"],
    ["a list that became nothing", ["a"], null, '[\n  "a"\n]', "not set"],
  ])("%s", (_, before, after, removed, added) => {
    expect(both(before, after)).toEqual([[removed], [added]]);
  });

  test("that is a document is shown whole, over its lines", () => {
    expect(both({ a: 1 }, { a: 2 })).toEqual([['{\n  "a": 1\n}'], ['{\n  "a": 2\n}']]);
  });
});

describe("a changed list", () => {
  test("shows only the members that differ, and counts those that stayed", () => {
    expect(diffValues(["a", "b", "c"], ["b", "c", "d"])).toEqual({
      removed: ["a"],
      added: ["d"],
      sameCount: 2,
    });
  });

  test.each([
    ["that was emptied", ["a", "b"], [], [["a", "b"], []], 0],
    ["that was filled", [], ["a"], [[], ["a"]], 0],
    ["with a repeat less", ["a", "a"], ["a"], [["a"], []], 1],
    ["with a repeat more", ["a"], ["a", "a"], [[], ["a"]], 1],
  ])("%s", (_, before, after, differ, sameCount) => {
    expect(both(before, after)).toEqual(differ);
    expect(diffValues(before, after).sameCount).toBe(sameCount);
  });

  test("whose order alone changed is shown whole, as nothing else would show it", () => {
    expect(both(["a", "b"], ["b", "a"])).toEqual([['[\n  "a",\n  "b"\n]'], ['[\n  "b",\n  "a"\n]']]);
  });

  test("of documents compares them by what they hold", () => {
    const { removed, added, sameCount } = diffValues([{ a: 1 }, { b: 2 }], [{ a: 1 }, { b: 3 }]);
    expect(removed.map((text): unknown => JSON.parse(text))).toEqual([{ b: 2 }]);
    expect(added.map((text): unknown => JSON.parse(text))).toEqual([{ b: 3 }]);
    expect(sameCount).toBe(1);
  });

  test("of thousands is compared in one pass", () => {
    const before = Array.from({ length: 20_000 }, (_, at) => `member ${at}`);
    expect(diffValues(before, [...before.slice(1), "new"])).toEqual({
      removed: ["member 0"],
      added: ["new"],
      sameCount: 19_999,
    });
  });

  test("never loses a member: what stayed and what differs are all there was", () => {
    let seed = 3;
    const next = (max: number) => (seed = (seed * 48_271) % 2_147_483_647) % max;
    const list = () => Array.from({ length: next(6) }, () => `m${next(4)}`);
    for (let round = 0; round < 500; round += 1) {
      const [before, after] = [list(), list()];
      const { removed, added, sameCount } = diffValues(before, after);
      if (before.toSorted().join() === after.toSorted().join()) continue;
      expect(removed.length + sameCount).toBe(before.length);
      expect(added.length + sameCount).toBe(after.length);
    }
  });
});
