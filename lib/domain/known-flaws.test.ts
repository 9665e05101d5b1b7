import { expect, test } from "vitest";

import { compareVersions, flawsOf, isWatched, knownFlaws } from "./known-flaws.ts";

test.each([
  ["0.10.0", "0.9.2", 1],
  ["0.9.2", "0.10.0", -1],
  ["1.0", "1.0.0", 0],
  ["25.06", "25.07", -1],
  ["2.5.27", "2.5.27", 0],
  ["2", "1.99", 1],
])("%s against %s", (a, b, expected) => {
  expect(Math.sign(compareVersions(a, b))).toBe(expected);
});

test.each([
  ["vllm", "0.14.0", []],
  ["vllm", "0.13.9", ["CVE-2026-22807"]],
  ["vllm", "0.11.0", ["CVE-2026-22807", "CVE-2025-62164"]],
  ["vllm", "0.10.0", []],
  ["vllm", "0.6.3", ["CVE-2025-24357"]],
  ["milvus", "2.5.27", []],
  ["milvus", "2.6.9", ["CVE-2026-26190"]],
  ["milvus", "2.6.10", []],
  ["chroma", "0.1", []],
])("%s %s has %j", (product, version, expected) => {
  expect(flawsOf(product, version).map(({ id }) => id)).toEqual(expected);
});

test("only what is in the list is watched, and each entry is a range of its own", () => {
  expect(isWatched("vllm")).toBe(true);
  expect(isWatched("chroma")).toBe(false);
  for (const { from, below, id } of knownFlaws) {
    expect(compareVersions(from, below)).toBeLessThan(0);
    expect(id).toMatch(/^CVE-20\d\d-\d{4,}$/);
  }
});
