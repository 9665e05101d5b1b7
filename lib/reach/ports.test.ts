import { expect, test } from "vitest";

import { portsMeet } from "./ports.ts";

test.each([
  ["tcp 443", "tcp 443", true],
  ["tcp 443", "tcp 444", false],
  ["tcp 443", "udp 443", false],
  ["tcp 443", "tcp 1-1024", true],
  ["tcp 443", "tcp 444-1024", false],
  ["tcp 443", "all", true],
  ["tcp 443", "*", true],
  ["tcp 443", "tcp", true],
  ["tcp 443", "tcp:all", true],
  ["tcp 443", "udp:all", false],
  ["tcp 443", "tcp:443", true],
  ["tcp 443", "443", true],
  ["udp 53", "53", true],
  ["tcp 443", "8000-9000", false],
  ["tcp 8080", "8000-9000", true],
  ["tcp 443", "icmp type 8", false],
  ["tcp 443", "icmp", false],
] as const)("%s and %s share a port: %s", (one, other, expected) => {
  expect(portsMeet([one], [other])).toBe(expected);
  expect(portsMeet([other], [one])).toBe(expected);
});

test("no port shares none, and one of many is enough", () => {
  expect(portsMeet([], ["all"])).toBe(false);
  expect(portsMeet(["tcp 22", "tcp 443"], ["tcp 80", "tcp 443"])).toBe(true);
});
