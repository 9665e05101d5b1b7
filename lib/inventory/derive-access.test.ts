import fc from "fast-check";
import { expect, test } from "vitest";

import { abilities, type Grant } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { meaningOf } from "./access-kinds.ts";
import { deriveAccess } from "./derive-access.ts";

const resources = [
  createResource("data-store", "s3:claims"),
  createResource("data-store", "s3:claims-archive"),
  createResource("secret", "secret:claims"),
  createResource("agent", "agent:claims"),
  createResource("identity", "role:other", { grants: [] }),
  createResource("data-store", "s3:elsewhere", {}, { account: "999900001111" }),
  createResource("data-store", "gs:claims", {}, { type: "gcp.storage.bucket" }),
];
const grant: fc.Arbitrary<Grant> = fc.record({
  effect: fc.constantFrom("allow", "allow", "deny"),
  abilities: fc.subarray([...abilities], { minLength: 1, maxLength: 4 }),
  on: fc.constantFrom(
    "*",
    "s3:*",
    "s3:claims",
    "s3:claims*",
    "*claims",
    "s3:*archive",
    "secret:*",
    "role:me",
    "gs:*",
    "s3:gone",
  ),
  conditional: fc.boolean(),
  source: fc.constantFrom("first", "second"),
});

/** Reads a pattern the slow and plain way. */
const covers = (on: string, key: string) => new RegExp(`^${on.replaceAll("*", ".*")}$`).test(key);

test("is what reading every grant against every resource would say, deny first", () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 6 }), (grants) => {
      const me = createResource("identity", "role:me", { grants });
      const expected = new Set<string>();
      for (const { key, type, account } of resources)
        for (const { on } of grants.filter(({ effect }) => effect === "allow"))
          for (const ability of grants.flatMap((one) =>
            one.effect === "allow" && one.on === on ? one.abilities : [],
          )) {
            const { kind, classes } = meaningOf[ability];
            const isDenied = grants.some(
              (one) =>
                one.effect === "deny" &&
                !one.conditional &&
                one.abilities.includes(ability) &&
                covers(one.on, key),
            );
            const inReach = type.startsWith("aws.") && (!on.startsWith("*") || account === me.account);
            if (covers(on, key) && inReach && !isDenied && classes.has(classOf(type)))
              expected.add(`${kind} ${key}`);
          }
      const { relationships } = deriveAccess(new ResourceGraph([me, ...resources], []));
      const found = relationships.map(({ kind, to }) => `${kind} ${to}`);
      expect(found.toSorted()).toEqual([...expected].toSorted());
      expect(new Set(relationships.map(({ from }) => from)).size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 300 },
  );
});

test("the statement that decided is the reason, with its condition", () => {
  const grants: Grant[] = [
    { effect: "allow", abilities: ["read-data"], on: "s3:claims", conditional: true, source: "first" },
    { effect: "allow", abilities: ["read-data"], on: "s3:*archive", conditional: false, source: "second" },
  ];
  const me = createResource("identity", "role:me", { grants });
  const reasons = deriveAccess(new ResourceGraph([me, ...resources.slice(0, 2)], [])).relationships;
  expect(reasons.map(({ to, reason }) => [to, reason])).toEqual([
    ["s3:claims", "first, under a condition"],
    ["s3:claims-archive", "second"],
  ]);
});
