import { expect, test } from "vitest";

import { assertNotGuessable } from "./password-rule.ts";

const about = ["Ada Lovelace", "lovelace@example.com"];

test.each([
  ["passwordpassword"],
  ["PasswordPassword"],
  ["aaaaaaaaaaaaaaaa"],
  ["abababababababab"],
  ["lovelace1234"],
  ["ada lovelace!"],
])("%s is refused, naming the field", (password) => {
  expect(() => assertNotGuessable(password, about, "password")).toThrow(/^password: .*easy to guess/);
});

test.each([["violet anchor mends seven"], ["k3H!x9vQm2#pL"], ["a lovelace fan since the nineties"]])(
  "%s is accepted",
  (password) => {
    expect(() => assertNotGuessable(password, about, "password")).not.toThrow();
  },
);
