import { expect, test } from "vitest";

import { isWideRange } from "./wide-range.ts";

test.each([
  ["0.0.0.0/0", true],
  ["0.0.0.0/1", true],
  ["128.0.0.0/1", true],
  ["52.0.0.0/8", true],
  ["203.0.113.0/24", false],
  ["10.0.0.0/8", false],
  ["8.0.0.0/5", true],
  ["::/0", true],
  ["2000::/3", true],
  ["fc00::/7", false],
  ["2001:db8::/32", false],
  ["no range", false],
  [undefined, false],
])("%s: %s", (range, isWide) => {
  expect(isWideRange(range)).toBe(isWide);
});
