import { expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";
import { decideGoogle, type Attributes } from "./google-case.ts";
import { referenceAllows } from "./google-reference.ts";
import { googleCases } from "./google-written.ts";
import { attributeValues, randomGoogleCase } from "./random-google-case.ts";

const randomCount = 2_000;
const seed = 20_261_201;

test.each(googleCases)("$rule $link", ({ given, attributes, inGroup, expected, names }) => {
  const decision = decideGoogle(given, attributes, inGroup);
  expect(decision.verdict).toBe(expected);
  const deciding = decision.deciding.map(
    ({ policy, statement, effect }) => `${effect} ${policy.name} ${statement ?? ""}`,
  );
  expect(deciding.join("; ")).toContain(names);
});

test(`${randomCount} random cases are decided as the documentation says, each with its statements`, () => {
  const random = randomFrom(seed);
  const counts = { allowed: 0, denied: 0 };
  for (let index = 0; index < randomCount; index++) {
    const given = randomGoogleCase(random);
    const attributes = Object.fromEntries(
      Object.entries(attributeValues).map(([name, values]) => [name, random.pick(values)]),
    );
    const decision = decideGoogle(given, attributes);
    const expected = referenceAllows(given, attributes) ? "allowed" : "denied";
    counts[expected]++;
    expect.soft(decision.verdict, `case ${index}: ${JSON.stringify([given, attributes])}`).toBe(expected);
    expect.soft(decision.deciding.length, `case ${index}`).toBeGreaterThan(0);
  }
  expect(Math.min(counts.allowed, counts.denied)).toBeGreaterThan(randomCount / 10);
});

test("what is not told makes a decision a maybe only where it can turn it", () => {
  const random = randomFrom(seed + 1);
  const seen = { allowed: 0, denied: 0, maybe: 0 };
  let turning = 0;
  for (let index = 0; index < 1_500; index++) {
    const given = randomGoogleCase(random);
    const decision = decideGoogle(given);
    seen[decision.verdict]++;
    const possible = new Set(completions().map((attributes) => referenceAllows(given, attributes)));
    if (possible.size === 2) turning++;
    expect.soft(decision.conditions.length > 0, `case ${index}`).toBe(decision.verdict === "maybe");
    const told = decision.verdict === "maybe" ? [...possible] : [decision.verdict === "allowed"];
    expect.soft([...possible], `case ${index}: ${JSON.stringify(given)}`).toEqual(told);
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  // Few values stand for all that an attribute may have, so some doubts cannot turn among them.
  expect(turning).toBeGreaterThan(20);
});

function completions(): Attributes[] {
  return Object.entries(attributeValues).reduce<Attributes[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
