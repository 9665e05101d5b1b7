import { describe, expect, test } from "vitest";
import fc from "fast-check";

import { DigestTable } from "./digest-table.ts";

describe("a table of digests", () => {
  test("tells a name that is new from one with another value and from one with the same", () => {
    const table = new DigestTable();
    expect(table.put("a", "1")).toBe("new");
    expect(table.put("a", "1")).toBe("same");
    expect(table.put("a", "2")).toBe("other");
    expect(table.put("a", "1")).toBe("other");
    expect(table.put("b", "1")).toBe("new");
    expect(table.size).toBe(2);
  });

  test("tells no value from an empty one", () => {
    const table = new DigestTable();
    table.put("a", null);
    expect(table.put("a", null)).toBe("same");
    expect(table.put("a", "")).toBe("other");
  });

  test("marks a name once, and none that is not there", () => {
    const table = new DigestTable();
    table.put("a", "1");
    expect([table.mark("a", "1"), table.mark("a", "2"), table.put("a", "2")]).toEqual([
      "same",
      "other",
      "same",
    ]);
    expect([table.markedCount, table.isMarked("a"), table.isMarked("b")]).toEqual([1, true, false]);
  });

  test("says what a map says, whatever is put and marked, beyond its first size", () => {
    const name = fc.integer({ min: 0, max: 4_000 }).map(String);
    const step = fc.record({
      name,
      value: fc.option(fc.integer({ min: 0, max: 2 }).map(String)),
      mark: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1_000, maxLength: 5_000 }), (steps) => {
        const [table, map, marked] = [new DigestTable(), new Map<string, string | null>(), new Set<string>()];
        for (const { name: key, value, mark } of steps) {
          const was = map.get(key);
          const sameOrOther = was === value ? "same" : "other";
          map.set(key, value);
          const put = mark ? table.mark(key, value) : table.put(key, value);
          if (put !== (was === undefined ? "new" : sameOrOther)) return false;
          if (mark) marked.add(key);
        }
        const isSame = [...map.keys()].every((key) => table.isMarked(key) === marked.has(key));
        return isSame && table.size === map.size && table.markedCount === marked.size;
      }),
      { numRuns: 20 },
    );
  });
});
