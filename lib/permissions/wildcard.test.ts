import { expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";
import { fitsWildcard } from "./wildcard.ts";

test("agrees with the regular expression it stands for", () => {
  const random = randomFrom(3);
  const word = (letters: readonly string[], max: number) =>
    Array.from({ length: random.below(max) }, () => random.pick(letters)).join("");
  for (let index = 0; index < 5_000; index++) {
    const [pattern, text] = [word(["a", "b", "*"], 7), word(["a", "b"], 8)];
    const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text);
    expect(fitsWildcard(pattern, text), `${pattern} on ${text}`).toBe(expected);
  }
});
