import fc from "fast-check";
import { expect, test } from "vitest";

import { diffDocuments } from "./diff-documents.ts";

test("names each changed value by its path", () => {
  const before = { tags: { owner: "ml" }, facets: { publicRead: false, hosts: ["a"] } };
  const after = { tags: { owner: "ops" }, facets: { publicRead: false, hosts: ["a", "b"] } };
  expect(diffDocuments(before, after)).toEqual([
    { path: "facets.hosts", before: ["a"], after: ["a", "b"] },
    { path: "tags.owner", before: "ml", after: "ops" },
  ]);
});

test("an added value has no before, a removed one no after", () => {
  expect(diffDocuments({ a: 1 }, { b: null })).toEqual([
    { path: "a", before: 1 },
    { path: "b", after: null },
  ]);
});

test("equal documents differ in nothing, whatever the order of their members", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (document) => {
      const reversed = Object.fromEntries(Object.entries(document).toReversed());
      expect(diffDocuments(document, reversed)).toEqual([]);
    }),
  );
});

test("a difference is found from either side", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const paths = (x: unknown, y: unknown) => diffDocuments(x, y).map(({ path }) => path);
      expect(paths(a, b)).toEqual(paths(b, a));
    }),
  );
});
