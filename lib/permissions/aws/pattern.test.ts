import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { comparesArn, covers, fits, intersects, literalQuestion, literalStar } from "./pattern.ts";

const letters = fc.constantFrom("a", "b", "/");
const text = fc.string({ unit: letters, maxLength: 7 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "*", "?"), maxLength: 6 });
const target = fc.string({ unit: fc.constantFrom("a", "b", "/", "*"), maxLength: 5 });
const asRegExp = (glob: string) => new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");

/** All short texts over a small alphabet that fit a target. */
const universe = (() => {
  let last = [""];
  const all = [""];
  for (let length = 0; length < 6; length++) {
    last = last.flatMap((start) => ["a", "b", "/", "x"].map((letter) => start + letter));
    all.push(...last);
  }
  return all;
})();

test("a pattern fits what its regular expression would", () => {
  fc.assert(fc.property(pattern, text, (glob, given) => fits(glob, given) === asRegExp(glob).test(given)));
});

test("a pattern that meets a target shares a text with it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "*", "?"), maxLength: 3 }),
      fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 3 }),
      (glob, other) => {
        const shared = universe.some((one) => asRegExp(glob).test(one) && asRegExp(other).test(one));
        expect(intersects(glob, other)).toBe(shared);
      },
    ),
    { numRuns: 200 },
  );
});

test("a pattern that covers a target fits every text of it, and meets it", () => {
  fc.assert(
    fc.property(pattern, target, (glob, other) => {
      if (!covers(glob, other)) return;
      expect(intersects(glob, other)).toBe(true);
      expect(universe.filter((one) => asRegExp(other).test(one) && !fits(glob, one))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("a literal star is a star and nothing else", () => {
  expect([fits(`a${literalStar}`, "a*"), fits(`a${literalStar}`, "ab")]).toEqual([true, false]);
  expect([fits(`a${literalQuestion}`, "a?"), fits(`a${literalQuestion}`, "ab")]).toEqual([true, false]);
});

describe("an ARN", () => {
  const alias = "arn:aws:bedrock:eu-west-1:111122223333:agent-alias/A/B";
  test.each([
    ["*", true],
    ["arn:*", true],
    ["arn:aws:bedrock:*", true],
    ["arn:aws:bedrock:*:*:agent-alias/*", true],
    ["arn:*:bedrock:eu-*:111122223333:agent-alias/A/?", true],
    [alias, true],
    ["arn:aws:bedrock:*:agent-alias/A/B", false],
    ["arn:aws:bedrock:eu-west-1:111122223333:agent/*", false],
    ["arn:aws:s3:::*", false],
    ["arn:aws:bedrock", false],
    ["", false],
  ])("%s: %s", (given, expected) => {
    expect(comparesArn(given, alias, fits)).toBe(expected);
  });

  test("of a bucket's objects is met by a folder and covered by all of them", () => {
    const objects = "arn:aws:s3:::corpus/*";
    expect(comparesArn("arn:aws:s3:::corpus/claims/*", objects, intersects)).toBe(true);
    expect(comparesArn("arn:aws:s3:::corpus/claims/*", objects, covers)).toBe(false);
    expect(comparesArn("arn:aws:s3:::c*", objects, covers)).toBe(true);
    expect(comparesArn("arn:aws:s3:::corpus", objects, intersects)).toBe(false);
  });
});
