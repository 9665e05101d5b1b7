import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ResourceGraph, type Gap } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { createResource } from "#tests/factories/resource.ts";
import { findRoutes } from "./find-routes.ts";

const reachOf = (resource: Resource) =>
  findRoutes(new ResourceGraph([resource], [])).exposures.get(resource.key)?.reach;

describe("of itself", () => {
  test.each([
    ["none", true, "anyone"],
    ["key", true, "credential"],
    ["identity", true, "credential"],
    ["unreachable", true, "internal"],
    ["none", false, "internal"],
    ["key", false, "internal"],
  ] as const)("what asks for %s, public %s, is reached by %s", (authentication, publicNetwork, reach) => {
    for (const wanted of ["api", "compute", "agent-tool"] as const)
      expect(reachOf(createResource(wanted, "x", { authentication, publicNetwork }))).toBe(reach);
  });

  test.each([
    [{ publicRead: true }, "anyone"],
    [{ publicWrite: true }, "anyone"],
    [{ publicRead: true, publicNetwork: false }, "anyone"],
    [{ publicNetwork: true }, "credential"],
    [{}, "internal"],
  ] as const)("a store that has %j is reached by %s", (facets, reach) => {
    expect(reachOf(createResource("data-store", "x", facets))).toBe(reach);
  });

  test("a service on a public network asks for a credential, one off it answers nobody outside", () => {
    for (const wanted of [
      "ai-service",
      "model-deployment",
      "vector-store",
      "key-vault",
      "workspace",
    ] as const) {
      expect(reachOf(createResource(wanted, "x", { publicNetwork: true }))).toBe("credential");
      expect(reachOf(createResource(wanted, "x", { publicNetwork: false }))).toBe("internal");
    }
  });

  test("of a class that answers nobody, nothing is said", () => {
    for (const wanted of ["identity", "guardrail", "model", "key", "knowledge-base"] as const)
      expect(reachOf(createResource(wanted, "x"))).toBeUndefined();
  });
});

describe("through what stands in front", () => {
  const api = createResource("api", "api", { publicNetwork: true, authentication: "none" });
  const behind = (wanted: "agent" | "data-store" | "ai-service" | "vector-store" | "model-deployment") =>
    findRoutes(
      new ResourceGraph([api, createResource(wanted, "x")], [{ from: "api", kind: "invokes", to: "x" }]),
    ).exposures.get("x")?.reach;

  test("an open caller opens code, agents and deployments, and not what asks for its own proof", () => {
    expect([behind("agent"), behind("model-deployment")]).toEqual(["anyone", "anyone"]);
    expect([behind("data-store"), behind("ai-service"), behind("vector-store")]).toEqual([
      "internal",
      "internal",
      "internal",
    ]);
  });

  test("only being called passes exposure on: running as, reading or holding do not", () => {
    const kinds = [
      "runs-as",
      "can-invoke",
      "can-read",
      "holds-credential-of",
      "in-network",
      "contains",
    ] as const;
    for (const kind of kinds) {
      const found = findRoutes(
        new ResourceGraph([api, createResource("agent", "x")], [{ from: "api", kind, to: "x" }]),
      ).exposures;
      expect([kind, found.get("x")?.reach]).toEqual([kind, "internal"]);
    }
  });
});

const keys = ["a", "b", "c", "d", "e"];
const reaches = ["anyone", "credential", "internal"] as const;
const facetsOf = {
  anyone: { publicNetwork: true, authentication: "none" },
  credential: { publicNetwork: true, authentication: "key" },
  internal: { publicNetwork: false, authentication: "none" },
} as const;
const estate = fc.record({
  own: fc.tuple(...keys.map(() => fc.constantFrom(...reaches))),
  edges: fc.array(
    fc.tuple(fc.constantFrom(...keys), fc.constantFrom("invokes", "routes-to"), fc.constantFrom(...keys)),
    {
      maxLength: 10,
    },
  ),
});
type Estate = typeof estate extends fc.Arbitrary<infer E> ? E : never;
const resourcesOf = ({ own }: Estate) =>
  keys.map((key, index) => createResource("compute", key, facetsOf[own[index] ?? "internal"]));
const relationshipsOf = ({ edges }: Estate): Relationship[] =>
  edges.map(([from, kind, to]) => ({ from, kind: kind === "invokes" ? "invokes" : "routes-to", to }));

describe("over any graph of calls", () => {
  test("each is reached as its worst caller is, however far away", () => {
    fc.assert(
      fc.property(estate, (given) => {
        const relationships = relationshipsOf(given);
        const worst = new Map(
          keys.map((key, index) => [key, reaches.indexOf(given.own[index] ?? "internal")]),
        );
        for (let round = 0; round < keys.length; round++)
          for (const { from, to } of relationships)
            worst.set(to, Math.min(worst.get(to) ?? 2, worst.get(from) ?? 2));
        const found = findRoutes(new ResourceGraph(resourcesOf(given), relationships)).exposures;
        expect(keys.map((key) => found.get(key)?.reach)).toEqual(
          keys.map((key) => reaches[worst.get(key) ?? 2]),
        );
      }),
    );
  });

  test("the route starts where it is said to be exposed, ends here, and every step of it is a call", () => {
    fc.assert(
      fc.property(estate, (given) => {
        const relationships = relationshipsOf(given);
        const steps = new Set(relationships.map(({ from, to }) => `${from} ${to}`));
        const found = findRoutes(new ResourceGraph(resourcesOf(given), relationships)).exposures;
        for (const [key, { via, reach, reasons }] of found) {
          expect(via.at(-1)).toBe(key);
          expect(given.own[keys.indexOf(via[0] ?? "")]).toBe(reach);
          expect(reasons).toHaveLength(via.length);
          expect(new Set(via).size).toBe(via.length);
          for (const [index, from] of via.slice(0, -1).entries())
            expect(steps).toContain(`${from} ${via[index + 1]}`);
        }
      }),
    );
  });

  test("where callers were not collected nobody is internal, and whoever is exposed still is", () => {
    const gaps: Gap[] = [
      {
        account: "111122223333",
        region: null,
        produces: ["invokes"],
        unknown: { reason: "denied", call: "lambda:List", permission: null, message: "no" },
      },
    ];
    fc.assert(
      fc.property(estate, (given) => {
        const exposureWith = (missing: Gap[]) =>
          findRoutes(new ResourceGraph(resourcesOf(given), relationshipsOf(given), missing)).exposures;
        const [full, dark] = [exposureWith([]), exposureWith(gaps)];
        const exposed = [...full].filter(([, { reach }]) => reach !== "internal");
        expect(new Map(dark)).toEqual(new Map(exposed));
      }),
    );
  });
});

test("a chain of thousands is followed to its end, and told in its first steps and its last", () => {
  const length = 2_000;
  const chain = Array.from({ length }, (_, at) =>
    createResource("compute", `n${at}`, at === 0 ? facetsOf.anyone : facetsOf.internal),
  );
  const calls = Array.from({ length: length - 1 }, (_, at): Relationship => ({
    from: `n${at}`,
    kind: "invokes",
    to: `n${at + 1}`,
  }));
  const found = findRoutes(new ResourceGraph(chain, calls)).exposures.get(`n${length - 1}`);
  expect([found?.reach, found?.via.length, found?.via.at(-1)]).toEqual(["anyone", 100, `n${length - 1}`]);
});
