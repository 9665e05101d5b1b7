import { expect, test } from "vitest";

import { safeNextPath } from "./next-path.ts";

test("a path of ours is kept, with its filters", () => {
  expect(safeNextPath("/findings?severity=high")).toBe("/findings?severity=high");
});

test.each([
  [null],
  [""],
  ["/"],
  ["//evil.example"],
  ["/\\evil.example"],
  ["\\\\evil.example"],
  ["https://evil.example"],
  ["javascript:alert(1)"],
  ["findings"],
  ["/\t/evil.example"],
])("%j goes to the start page, which knows who came", (wanted) => {
  expect(safeNextPath(wanted)).toBe("/");
});
