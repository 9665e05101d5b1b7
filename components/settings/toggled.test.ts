import { expect, test } from "vitest";

import { toggled } from "./toggled.ts";

test("toggling twice is where one began, and the given set stays as it was", () => {
  const set = new Set(["a", "b"]);
  expect([...toggled(set, "b")]).toEqual(["a"]);
  expect([...toggled(toggled(set, "c"), "c")]).toEqual(["a", "b"]);
  expect([...set]).toEqual(["a", "b"]);
});
