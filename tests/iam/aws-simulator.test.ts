import { describe, expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";
import { differences, undecided } from "./differences.ts";
import { decideCase } from "./iam-case.ts";
import { simulate } from "./oracle.ts";
import { randomCase } from "./random-case.ts";
import { conditionKeys } from "./random-condition.ts";
import { layerCases } from "./written-layers.ts";
import { serviceCases } from "./written-services.ts";
import { statementCases } from "./written-statements.ts";

const randomCount = 2_000;
const seed = 20_261_122;

const written = [...layerCases, ...serviceCases, ...statementCases];

test.each(written)("%s", async (_, given, expected) => {
  const decision = decideCase(given);
  expect(decision.verdict).toBe(expected);
  expect(decision.deciding).not.toEqual([]);
  expect(await simulate(given)).toBe(expected);
});

test(`${randomCount} random cases are decided as the simulator decides them, each with its statements`, async () => {
  const random = randomFrom(seed);
  const counts = { allowed: 0, denied: 0 };
  for (let index = 0; index < randomCount; index++) {
    const given = randomCase(random);
    const decision = decideCase(given);
    const expected = await simulate(given);
    counts[expected]++;
    expect.soft(decision.verdict, `case ${index}: ${JSON.stringify(given)}`).toBe(expected);
    expect.soft(decision.deciding.length, `case ${index}`).toBeGreaterThan(0);
  }
  // A sweep in which one answer hardly occurs compares little.
  expect(Math.min(counts.allowed, counts.denied)).toBeGreaterThan(randomCount / 5);
});

describe("what is not told", () => {
  test("makes a decision a maybe only where it can turn it, whatever it then turns out to be", async () => {
    const random = randomFrom(seed + 1);
    const seen = { allowed: 0, denied: 0, maybe: 0 };
    for (let index = 0; index < 600; index++) {
      const given = randomCase(random);
      const untold = random
        .shuffled(conditionKeys)
        .slice(0, 2 + random.below(6))
        .map(({ key }) => key.toLowerCase());
      const known = decideCase(given).verdict;
      const decision = decideCase(given, untold);
      seen[decision.verdict]++;
      const isMaybe = decision.verdict === "maybe";
      expect(decision.conditions.length > 0, `case ${index}`).toBe(isMaybe);
      expect(isMaybe || decision.verdict === known, `case ${index}: ${JSON.stringify(given)}`).toBe(true);
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });
});

describe("where the documentation and the simulator differ", () => {
  test.each(differences)("$rule $link", async ({ shown: [, given, expected] }) => {
    expect(decideCase(given).verdict).toBe(expected);
    // Once the simulator agrees, the difference is to be struck from the list.
    expect(await simulate(given)).not.toBe(expected);
  });

  test.each(undecided)("$rule $link", ({ shown }) => {
    expect(decideCase(shown).verdict).toBe("maybe");
  });
});
