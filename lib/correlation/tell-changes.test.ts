import { expect, test } from "vitest";

import { tellChanges } from "./tell-changes.ts";

test("what all ask for in the same words is told once", () => {
  expect(tellChanges(["Close it", "Close it"])).toBe("Close it");
});

test("words that differ by a name are told once, with every name", () => {
  const leave = (store: string) => `Name the stores analyst may write, and leave ${store} out`;
  expect(tellChanges([leave("b"), leave("a")])).toBe(leave("a and b"));
  expect(tellChanges([leave("b"), leave("c"), leave("a")])).toBe(leave("a, b and c"));
});

test("words that differ in more than one place stand beside each other", () => {
  expect(tellChanges(["Take a from b", "Take c from d"])).toBe("Take a from b; take c from d");
  expect(tellChanges(["Take a from b", "Take c from b", "Take a from d"])).toBe(
    "Take a and c from b; take a from d",
  );
});

test("more than three are counted", () => {
  expect(tellChanges(["a b", "c d", "e f", "g h"])).toBe(
    "a b; c d; and 2 more of the kind, one for each issue",
  );
});
