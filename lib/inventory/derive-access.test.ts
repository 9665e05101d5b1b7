import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { abilities, type Grant } from "#lib/domain/ability.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
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
  expect(Object.fromEntries(reasons.map(({ to, reason }) => [to, reason]))).toEqual({
    "s3:claims": "first, under a condition",
    "s3:claims-archive": "second",
  });
});

describe("a condition", () => {
  const read = (source: string, conditional: boolean, on = "s3:claims"): Grant => ({
    effect: "allow",
    abilities: ["read-data"],
    on,
    conditional,
    source,
  });
  const reasonsOf = (grants: Grant[], limits?: Parameters<typeof deriveAccess>[1]) =>
    deriveAccess(
      new ResourceGraph([createResource("identity", "role:me", { grants }), ...resources], []),
      limits,
    );

  test.each([
    ["after", [read("narrow", true), read("plain", false)]],
    ["before", [read("plain", false), read("narrow", true)]],
    ["wider than", [read("narrow", true), read("plain", false, "s3:claim*")]],
  ])("never hides a grant without one, written %s it", (_, grants) => {
    const edges = reasonsOf(grants).relationships.filter(({ to }) => to === "s3:claims");
    expect(edges.map(({ reason }) => reason)).toEqual(["plain"]);
  });

  test("is said of what rests on it alone, also where another resource does not", () => {
    const edges = reasonsOf([read("narrow", true, "s3:*"), read("plain", false)]).relationships;
    expect(edges.map(({ to, reason }) => [to, reason])).toEqual([
      ["s3:claims", "plain"],
      ["s3:claims-archive", "narrow, under a condition"],
      ["s3:elsewhere", "narrow, under a condition"],
    ]);
  });

  test("comes last among grants that are kept as one fact, too", () => {
    const { estateGrants } = reasonsOf([read("narrow", true, "s3:*"), read("plain", false, "s3:*")], {
      perGrant: 1,
      total: 1_000,
    });
    expect(estateGrants.map(({ reason }) => reason)).toEqual(["plain", "narrow, under a condition"]);
  });
});

describe("stores that feed models, where edges are many", () => {
  const storeCount = 60;
  const stores = Array.from({ length: storeCount }, (_, index) =>
    createResource("data-store", `s3:store-${String(index).padStart(3, "0")}`),
  );
  const bases = stores.map((_, index) => createResource("knowledge-base", `kb-${index}`));
  const ingests = stores.map(({ key }, index) => ({
    from: `kb-${index}`,
    kind: "ingests" as const,
    to: key,
  }));
  const writer = (key: string, ...more: Grant[]) =>
    createResource("identity", key, {
      grants: [
        { effect: "allow", abilities: ["write-data"], on: "s3:*", conditional: false, source: "wide" },
        ...more,
      ],
    });
  const denying = (key: string, on: string) =>
    writer(key, { effect: "deny", abilities: ["write-data"], on, conditional: false, source: "not that" });
  const accessOf = (
    writers: Resource[],
    isBroad: (identity: Resource) => boolean = () => true,
    total = 100,
  ) =>
    deriveAccess(
      new ResourceGraph([...writers, ...stores, ...bases], ingests),
      { perGrant: 10, total },
      isBroad,
    );
  const writersOf = (key: string, { relationships }: ReturnType<typeof accessOf>) =>
    relationships.filter(({ to }) => to === key).map(({ from }) => from);

  test("edges grow with the stores, not with the stores times whoever may write them all", () => {
    const few = accessOf(Array.from({ length: 5 }, (_, index) => writer(`role:${index}`)));
    const many = accessOf(Array.from({ length: 200 }, (_, index) => writer(`role:${index}`)));
    const own = accessOf(
      Array.from({ length: 200 }, (_, index) => denying(`role:${index}`, `s3:elsewhere-${index}`)),
    );
    const bound = 100 + 2 * storeCount;
    for (const { relationships } of [few, many, own]) expect(relationships.length).toBeLessThanOrEqual(bound);
    expect(many.estateGrants).toHaveLength(200);
  });

  test("every store keeps an edge from somebody broad, so that no check passes for want of one", () => {
    const admins = Array.from({ length: 50 }, (_, index) => writer(`admin:${index}`));
    const isBroad = ({ key }: Resource) => key.startsWith("broad");
    const access = accessOf([...admins, writer("broad:one"), writer("broad:two")], isBroad);
    for (const { key } of stores)
      expect(writersOf(key, access).filter((from) => from.startsWith("broad"))).toEqual(["broad:one"]);
  });

  test("a store that the first broad identity may not write is told of the next that may", () => {
    const admins = Array.from({ length: 5 }, (_, index) => writer(`admin:${index}`));
    const isBroad = ({ key }: Resource) => key.startsWith("broad");
    const access = accessOf([...admins, denying("broad:one", "s3:store-007"), writer("broad:two")], isBroad);
    const broadOn = (key: string) => writersOf(key, access).filter((from) => from.startsWith("broad"));
    expect([broadOn("s3:store-006"), broadOn("s3:store-007")]).toEqual([["broad:one"], ["broad:two"]]);
  });

  test("where they are few, everybody's edge is written", () => {
    const access = accessOf([writer("role:a"), writer("role:b"), writer("role:c")], () => false, 10_000);
    expect(access.relationships).toHaveLength(3 * storeCount);
  });

  test("an identity that is broad nowhere near gets no edge, and is still known by its fact", () => {
    const access = accessOf(
      Array.from({ length: 4 }, (_, index) => writer(`role:${index}`)),
      () => false,
    );
    expect(new Set(access.relationships.map(({ from }) => from))).toEqual(new Set(["role:0", "role:1"]));
    expect(access.estateGrants.map(({ identityKey }) => identityKey)).toEqual([
      "role:0",
      "role:1",
      "role:2",
      "role:3",
    ]);
  });
});
