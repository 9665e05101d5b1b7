import { expect, test } from "vitest";

import { NodeLists } from "./node-lists.ts";

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, at) => at + from);

test("long lists of the same nodes are kept once, and each tells the nodes that it was given", () => {
  const lists = new NodeLists();
  const given = [upTo(500), upTo(500), upTo(499), upTo(500, 1), upTo(500).toReversed(), [], [3], [3]];
  const kept = given.map((nodes) => lists.shared(nodes));
  expect(kept.map((list) => Array.from(list))).toEqual(given);
  expect(kept[0]).toBe(kept[1]);
  expect(new Set(kept.slice(1, 5)).size).toBe(4);
});
