import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compileGlob } from "./glob.ts";

const asRegExp = (pattern: string) =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join(".*")}$`,
    "s",
  );

describe("compileGlob", () => {
  test("agrees with the regular expression it stands for", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "/", ":", "."), maxLength: 8 });
    const pattern = fc
      .array(fc.oneof(word, fc.constant("*")), { maxLength: 6 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(pattern, word, (glob, key) => {
        expect(compileGlob(glob).matches(key)).toBe(asRegExp(glob).test(key));
      }),
      { numRuns: 3000 },
    );
  });

  test("a pattern without a star names one key", () => {
    const glob = compileGlob("arn:aws:s3:::claims");
    expect(glob.exact).toBe(true);
    expect(glob.matches("arn:aws:s3:::claims-archive")).toBe(false);
  });

  test("many stars are matched in linear time", () => {
    const glob = compileGlob(`${"a*".repeat(40)}b`);
    expect(glob.matches("a".repeat(5000))).toBe(false);
  });
});
