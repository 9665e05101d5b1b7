import { expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";
import { decideAzure, type AzureCase } from "./azure-case.ts";
import { referenceAllows } from "./azure-reference.ts";
import { azureCases } from "./azure-written.ts";
import { attributeValues, randomAzureCase } from "./random-azure-case.ts";

const randomCount = 2_000;
const seed = 20_261_130;

test.each(azureCases)("$rule $link", ({ given, attributes, expected, names }) => {
  const decision = decideAzure(given, attributes);
  expect(decision.verdict).toBe(expected);
  const deciding = decision.deciding.map(({ policy, effect }) => `${effect} ${policy.name}`).join("; ");
  expect(deciding).toContain(names);
});

test(`${randomCount} random cases are decided as the documentation says, each with its statements`, () => {
  const random = randomFrom(seed);
  const counts = { allowed: 0, denied: 0 };
  for (let index = 0; index < randomCount; index++) {
    const given = randomAzureCase(random);
    const attributes = Object.fromEntries(
      Object.entries(attributeValues).map(([name, values]) => [name, random.pick(values)]),
    );
    const decision = decideAzure(given, attributes);
    const expected = referenceAllows(given, attributes) ? "allowed" : "denied";
    counts[expected]++;
    expect.soft(decision.verdict, `case ${index}: ${JSON.stringify(given)}`).toBe(expected);
    expect.soft(decision.deciding.length, `case ${index}`).toBeGreaterThan(0);
  }
  expect(Math.min(counts.allowed, counts.denied)).toBeGreaterThan(randomCount / 8);
});

test("what is not told makes a decision a maybe only where it can turn it", () => {
  const random = randomFrom(seed + 1);
  const seen = { allowed: 0, denied: 0, maybe: 0 };
  let turning = 0;
  for (let index = 0; index < 1_500; index++) {
    const given = randomAzureCase(random);
    const decision = decideAzure(given);
    seen[decision.verdict]++;
    const possible = new Set(completions().map((attributes) => referenceAllows(given, attributes)));
    if (possible.size === 2) turning++;
    expect.soft(decision.conditions.length > 0, `case ${index}`).toBe(decision.verdict === "maybe");
    // Logic of three values may miss that two doubts cancel out, but never says what is not so.
    const told = decision.verdict === "maybe" ? [...possible] : [decision.verdict === "allowed"];
    expect.soft([...possible], `case ${index}: ${JSON.stringify(given)}`).toEqual(told);
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  // Few values stand for all that an attribute may have, so most doubts cannot turn among them.
  expect(turning).toBeGreaterThan(5);
});

function completions(): Record<string, readonly string[]>[] {
  return Object.entries(attributeValues).reduce<Record<string, readonly string[]>[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

test("a role that has to be activated first is a maybe that says so", () => {
  const given: AzureCase = {
    principals: ["me"],
    action: "Microsoft.Storage/storageAccounts/read",
    isData: false,
    resource: "/subscriptions/s1",
    groupsAbove: [],
    assignments: [
      {
        principal: "me",
        scope: "/subscriptions/s1",
        permissions: [{ actions: ["*"], notActions: [], dataActions: [], notDataActions: [] }],
        isEligible: true,
      },
    ],
    denials: [],
  };
  expect(decideAzure(given)).toMatchObject({
    verdict: "maybe",
    conditions: ["activation of the eligible role"],
  });
});
