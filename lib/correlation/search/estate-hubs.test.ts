import { describe, expect, test } from "vitest";

import {
  acrossAccounts,
  at,
  defineAttackPath,
  into,
  out,
  over,
  type AttackPath,
} from "#lib/domain/attack-path.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";
import { randomFrom, type Random } from "#tests/factories/random.ts";

import { findPaths } from "../find-paths.ts";

const shape = (id: string, spec: Pick<AttackPath, "from" | "hops"> & Partial<AttackPath>): AttackPath =>
  defineAttackPath({
    id,
    title: id,
    severity: "high",
    layers: [],
    story: "",
    fixes: [],
    atlas: [],
    owasp: [],
    examples: () => [],
    ...spec,
  });

const shapes: readonly AttackPath[] = [
  shape("along", {
    from: at("compute"),
    hops: [over(out("runs-as"), at("identity")), over(out("can-read"), at(["data-store", "identity"]))],
  }),
  shape("against", {
    from: at(["data-store", "identity"]),
    hops: [over(into("can-read"), at("identity")), over(out("can-read"), at(["data-store", "identity"]))],
  }),
  shape("far", {
    from: at("identity"),
    hops: [over(out("can-read"), at(["data-store", "identity"]), { max: 3 })],
  }),
  shape("onto", {
    from: at("compute"),
    hops: [
      over(out("runs-as"), at("identity")),
      over(
        out("can-read").map((step) => ({ ...step, onto: new Set(["data-store" as const]) })),
        at(["data-store", "identity"]),
        { max: 2 },
      ),
      over([...into("can-read"), ...into("runs-as")], at(["identity", "compute"])),
    ],
    identity: { start: 1, end: 2 },
  }),
  shape("abroad", {
    from: at("compute"),
    hops: [
      over(out("runs-as"), at("identity")),
      over(acrossAccounts(out("can-read")), at(["data-store", "identity"])),
      over([...acrossAccounts(into("can-read")), ...into("runs-as")], at(["identity", "compute"])),
    ],
  }),
];

type Estate = { resources: Resource[]; relationships: Relationship[]; estateGrants: EstateGrant[] };

function estateOf(random: Random): Estate {
  const resources = (["compute", "identity", "data-store"] as const).flatMap((name) =>
    Array.from({ length: 1 + random.below(5) }, (_, index) =>
      sampleResource(name, `${name}-${index}`, {}, { account: random.pick(["one", "two"]) }),
    ),
  );
  const identities = resources.filter(({ key }) => key.startsWith("identity"));
  const computes = resources.filter(({ key }) => key.startsWith("compute"));
  const relationships = Array.from({ length: 4 + random.below(8) }, (): Relationship => {
    const kind = random.pick(["runs-as", "can-read"] as const);
    const [from, to] = kind === "runs-as" ? [computes, identities] : [identities, resources];
    return { from: random.pick(from).key, kind, to: random.pick(to).key };
  }).filter(({ from, to }) => from !== to);
  const extents = [
    ["everything", () => true],
    ["stores", ({ key }: Resource) => key.startsWith("data-store")],
    ["the first of each", ({ key }: Resource) => key.endsWith("-0")],
    ["one account", ({ account }: Resource) => account === "one"],
  ] as const;
  const estateGrants = Array.from({ length: random.below(5) }, (): EstateGrant => {
    const [extent, reaches] = random.pick(extents);
    return { identityKey: random.pick(identities).key, kind: "can-read", reason: extent, extent, reaches };
  });
  return { resources, relationships, estateGrants };
}

const writtenOut = ({ resources, relationships, estateGrants }: Estate): Relationship[] => {
  const edges = new Map(relationships.map((edge) => [`${edge.from} ${edge.kind} ${edge.to}`, edge]));
  for (const { identityKey: from, kind, reaches } of estateGrants)
    for (const resource of resources)
      if (resource.key !== from && reaches(resource))
        edges.set(`${from} ${kind} ${resource.key}`, { from, kind, to: resource.key });
  return [...edges.values()];
};

describe("a grant over an estate", () => {
  test.each(shapes)("is walked $id as the edges it stands for, step for step", (spec) => {
    let found = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const estate = estateOf(randomFrom(seed));
      const told = (relationships: Relationship[], estateGrants: EstateGrant[]) =>
        findPaths(new ResourceGraph(estate.resources, relationships), [spec], { estateGrants }).paths.map(
          ({ edges, ...path }) => ({
            ...path,
            edges: edges.map(({ from, kind, to, against }) => `${from} ${kind} ${to} ${against}`),
          }),
        );
      const folded = told(estate.relationships, estate.estateGrants);
      expect(folded, `seed ${seed}`).toEqual(told(writtenOut(estate), []));
      found += folded.length;
    }
    expect(found).toBeGreaterThan(200);
  });
});

describe("bounds", () => {
  const { resources, relationships } = {
    resources: [
      ...Array.from({ length: 40 }, (_, index) => sampleResource("compute", `fn-${index}`)),
      sampleResource("identity", "role"),
      ...Array.from({ length: 40 }, (_, index) => sampleResource("data-store", `store-${index}`)),
    ],
    relationships: Array.from({ length: 40 }, (_, index): Relationship[] => [
      { from: `fn-${index}`, kind: "runs-as", to: "role" },
      { from: "role", kind: "can-read", to: `store-${index}` },
    ]).flat(),
  };

  test("a search that walks too many edges stops, and says that it did", () => {
    const [along] = shapes;
    if (!along) throw new Error("No shape");
    const graph = new ResourceGraph(resources, relationships);
    const whole = findPaths(graph, [along]);
    expect([whole.paths.length, whole.truncated]).toEqual([1600, []]);
    const cut = findPaths(graph, [along], { maxSteps: 500 });
    expect(cut.paths.length).toBeLessThan(1600);
    expect(cut.truncated).toEqual([{ pathId: "along", limit: cut.paths.length }]);
    expect(whole.paths).toEqual(expect.arrayContaining([...cut.paths]));
  });

  test("what is left out are the longer paths", () => {
    const chain = Array.from({ length: 4 }, (_, index) => sampleResource("identity", `n${index}`));
    const far = shapes.find(({ id }) => id === "far");
    if (!far) throw new Error("No shape");
    const graph = new ResourceGraph(
      [...chain, sampleResource("data-store", "store")],
      [
        { from: "n0", kind: "can-read", to: "n1" },
        { from: "n1", kind: "can-read", to: "n2" },
        { from: "n2", kind: "can-read", to: "n3" },
        { from: "n3", kind: "can-read", to: "store" },
      ],
    );
    const toStore = { ...far, hops: [over(out("can-read"), at("data-store"), { max: 4 })] };
    const { paths, truncated } = findPaths(graph, [toStore], { maxPerShape: 2 });
    expect(paths.map(({ keys }) => keys.join(" "))).toEqual(["n3 store", "n2 n3 store"]);
    expect(truncated).toEqual([{ pathId: "far", limit: 2 }]);
  });

  test("a shape with more states than an integer has bits is refused, not cut short", () => {
    const wide = shape("wide", {
      from: at("compute"),
      hops: [over(out("invokes"), at("agent"), { max: 31 })],
    });
    expect(() => findPaths(new ResourceGraph([], []), [wide])).toThrow(/32 states, 31 at most/);
  });
});
