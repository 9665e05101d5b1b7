import { expect, test } from "vitest";

import { coversGlob, fitsGlob } from "./glob.ts";

test.each([
  ["*", "anything", true],
  ["s3:Get*", "s3:GetObject", true],
  ["s3:Get*", "s3:PutObject", false],
  ["s3:Get?bject", "s3:GetObject", true],
  ["arn:aws:s3:::a*b*c", "arn:aws:s3:::a-x-b-y-c", true],
  ["arn:aws:s3:::a*b*c", "arn:aws:s3:::a-x-c", false],
  ["", "", true],
  ["a", "", false],
  ["a**", "a", true],
])("%s against %s is %s", (pattern, text, fits) => {
  expect(fitsGlob(pattern, text)).toBe(fits);
});

test("a hostile pattern does not take forever", () => {
  const pattern = `${"*a".repeat(60)}b`;
  const startedAt = performance.now();
  expect(fitsGlob(pattern, "a".repeat(2_000))).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test("a wider pattern covers a narrower one, never the other way round", () => {
  expect(coversGlob("arn:aws:s3:::*", "arn:aws:s3:::logs-*")).toBe(true);
  expect(coversGlob("arn:aws:s3:::logs-*", "arn:aws:s3:::*")).toBe(false);
  expect(coversGlob("arn:aws:s3:::a?", "arn:aws:s3:::a?")).toBe(true);
  expect(coversGlob("arn:aws:s3:::a?", "arn:aws:s3:::a*")).toBe(false);
});
