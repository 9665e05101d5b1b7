import { expect, test } from "vitest";

import { isInRange } from "./ip-range.ts";

test.each([
  ["192.0.2.0/24", "192.0.2.7", true],
  ["192.0.2.0/24", "192.0.3.0", false],
  ["192.0.2.7", "192.0.2.7", true],
  ["0.0.0.0/0", "255.255.255.255", true],
  ["0.0.0.0/0", "::1", false],
  ["::/0", "2001:db8::1", true],
  ["2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true],
  ["2001:db8::/32", "2001:db9::", false],
  ["2001:db8:0:0:0:0:0:1", "2001:DB8::1", true],
  ["::ffff:192.0.2.0/120", "::ffff:192.0.2.9", true],
  ["192.0.2.0/33", "192.0.2.0", false],
  ["192.0.2.0/x", "192.0.2.0", false],
  ["192.0.2", "192.0.2.0", false],
  ["192.0.2.256", "192.0.2.256", false],
  ["1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:9", false],
  ["1::2::3", "1::2::3", false],
  ["", "", false],
])("%s holds %s: %s", (range, address, expected) => {
  expect(isInRange(range, address)).toBe(expected);
});
