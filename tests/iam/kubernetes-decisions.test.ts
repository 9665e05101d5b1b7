import { expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";
import { decideKubernetes } from "./kubernetes-case.ts";
import { referenceAllows } from "./kubernetes-reference.ts";
import { kubernetesCases } from "./kubernetes-written.ts";
import { randomKubernetesCase } from "./random-kubernetes-case.ts";

const randomCount = 2_000;
const seed = 20_261_202;

test.each(kubernetesCases)("$rule $link", ({ given, expected, names }) => {
  const decision = decideKubernetes(given);
  expect(decision.verdict).toBe(expected);
  const deciding = decision.deciding.map(({ policy, effect }) => `${effect} ${policy.name}`);
  expect(deciding.join("; ")).toContain(names);
});

test(`${randomCount} random cases are decided as the documentation says, each with its statements`, () => {
  const random = randomFrom(seed);
  const counts = { allowed: 0, denied: 0 };
  for (let index = 0; index < randomCount; index++) {
    const given = randomKubernetesCase(random);
    const decision = decideKubernetes(given);
    const expected = referenceAllows(given) ? "allowed" : "denied";
    counts[expected]++;
    expect.soft(decision.verdict, `case ${index}: ${JSON.stringify(given)}`).toBe(expected);
    expect.soft(decision.deciding.length, `case ${index}`).toBeGreaterThan(0);
  }
  expect(Math.min(counts.allowed, counts.denied)).toBeGreaterThan(randomCount / 10);
});
