import { describe, expect, test } from "vitest";

import { at, defineAttackPath, into, maybe, out, over, type AttackPath } from "#lib/domain/attack-path.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { UnknownRead } from "#lib/domain/unknown.ts";
import { randomFrom, type Random } from "#tests/factories/random.ts";

import { findPaths, type FoundPath } from "./find-paths.ts";
import { fixesOf } from "./fixes.ts";

const shape = (spec: Pick<AttackPath, "from" | "hops"> & Partial<AttackPath>): AttackPath =>
  defineAttackPath({
    id: "shape",
    title: "shape",
    severity: "high",
    layers: [],
    story: "",
    fixes: [],
    atlas: [],
    owasp: [],
    examples: () => [],
    ...spec,
  });
const chain = (length: number, kind: "invokes" | "routes-to" = "invokes"): Relationship[] =>
  Array.from({ length }, (_, index) => ({ from: `n${index}`, kind, to: `n${index + 1}` }));
const computes = (count: number): Resource[] =>
  Array.from({ length: count }, (_, index) => sampleResource("compute", `n${index}`));
const keysOf = (paths: readonly FoundPath[]) => paths.map(({ keys }) => keys.join(" "));

describe("depth", () => {
  const toAgent = (max: number) =>
    shape({
      from: at("api"),
      hops: [over(out("routes-to", "invokes"), at("agent"), { max, between: ["compute"] })],
    });
  const estate = (between: number) => {
    const resources = [
      sampleResource("api", "n0"),
      ...computes(between + 1).slice(1),
      sampleResource("agent", `n${between + 1}`),
    ];
    return new ResourceGraph(resources, chain(between + 1));
  };

  test.each([
    [1, 0, true],
    [1, 1, false],
    [3, 2, true],
    [3, 3, false],
    [7, 6, true],
  ])("a hop of at most %i edges passes %i resources: %s", (max, between, found) => {
    expect(findPaths(estate(between), [toAgent(max)]).paths).toHaveLength(found ? 1 : 0);
  });

  test("the way with the fewest edges is told, however many there are", () => {
    const shortcut = [...chain(6), { from: "n1", kind: "invokes" as const, to: "n5" }];
    const resources = [sampleResource("api", "n0"), ...computes(6).slice(1), sampleResource("agent", "n6")];
    expect(keysOf(findPaths(new ResourceGraph(resources, shortcut), [toAgent(6)]).paths)).toEqual([
      "n0 n1 n5 n6",
    ]);
  });

  test("rounds are walked once: a circle ends the search and is no part of a path", () => {
    const resources = [sampleResource("api", "n0"), ...computes(4).slice(1), sampleResource("agent", "n4")];
    const circle: Relationship[] = [
      ...chain(4),
      { from: "n3", kind: "invokes", to: "n1" },
      { from: "n2", kind: "invokes", to: "n2" },
      { from: "n1", kind: "routes-to", to: "n0" },
    ];
    expect(keysOf(findPaths(new ResourceGraph(resources, circle), [toAgent(4)]).paths)).toEqual([
      "n0 n1 n2 n3 n4",
    ]);
  });

  test("an optional hop is left out where there is nothing to walk, and walked where there is", () => {
    const spec = shape({
      from: at("agent"),
      hops: [
        maybe(out("grounded-on"), at(["agent", "knowledge-base"])),
        maybe(out("ingests"), at(["agent", "knowledge-base", "data-store"])),
      ],
      identity: { start: 0, end: 0 },
    });
    const resources = [
      sampleResource("agent", "agent"),
      sampleResource("knowledge-base", "base"),
      sampleResource("data-store", "store"),
    ];
    const both: Relationship[] = [
      { from: "agent", kind: "grounded-on", to: "base" },
      { from: "base", kind: "ingests", to: "store" },
    ];
    const told = (relationships: Relationship[]) =>
      keysOf(findPaths(new ResourceGraph(resources, relationships), [spec]).paths);
    expect(told(both)).toEqual(["agent base store"]);
    expect(told(both.slice(0, 1))).toEqual(["agent base"]);
    expect(told([])).toEqual(["agent"]);
  });

  test("a stop may be stood on by one resource twice, which is told once", () => {
    const spec = shape({
      from: at("agent"),
      hops: [maybe(out("invokes"), at("agent")), over(out("uses-tool"), at("agent-tool"))],
    });
    const graph = new ResourceGraph(
      [sampleResource("agent", "a"), sampleResource("agent-tool", "t")],
      [
        { from: "a", kind: "uses-tool", to: "t" },
        { from: "a", kind: "invokes", to: "a" },
      ],
    );
    const [path, ...more] = findPaths(graph, [spec]).paths;
    expect([path?.keys, path?.edges.length, more]).toEqual([["a", "t"], 1, []]);
  });
});

describe("width", () => {
  const spec = shape({
    from: at("compute"),
    hops: [over(out("runs-as"), at("identity")), over(out("can-read"), at("data-store"))],
  });
  /** Every function runs as one role, which reads every store. */
  const hub = (functions: number, stores: number) => {
    const fns = Array.from({ length: functions }, (_, index) => sampleResource("compute", `f${index}`));
    const ends = Array.from({ length: stores }, (_, index) => sampleResource("data-store", `s${index}`));
    return {
      resources: [...fns, sampleResource("identity", "hub"), ...ends],
      relationships: [
        ...fns.map(({ key }) => ({ from: key, kind: "runs-as" as const, to: "hub" })),
        ...ends.map(({ key }) => ({ from: "hub", kind: "can-read" as const, to: key })),
      ],
    };
  };

  test.each([
    [1, 1],
    [1, 40],
    [40, 1],
    [20, 30],
  ])("%i functions over one role to %i stores are as many paths as pairs", (functions, stores) => {
    const { resources, relationships } = hub(functions, stores);
    const { paths, truncated } = findPaths(new ResourceGraph(resources, relationships), [spec]);
    expect(paths).toHaveLength(functions * stores);
    expect(new Set(paths.map(({ startKey, endKey }) => `${startKey} ${endKey}`)).size).toBe(
      functions * stores,
    );
    expect(truncated).toEqual([]);
  });

  test("exactly as many as the limit are all told, one more is said to be left out", () => {
    const { resources, relationships } = hub(5, 4);
    const graph = new ResourceGraph(resources, relationships);
    expect(findPaths(graph, [spec], { maxPerShape: 20 })).toMatchObject({ truncated: [] });
    const { paths, truncated } = findPaths(graph, [spec], { maxPerShape: 19 });
    expect([paths.length, truncated]).toEqual([19, [{ pathId: "shape", limit: 19 }]]);
  });

  test("what is left out is the same in whatever order the estate comes", () => {
    const { resources, relationships } = hub(12, 12);
    const random = randomFrom(5);
    const told = () =>
      keysOf(
        findPaths(new ResourceGraph(random.shuffled(resources), random.shuffled(relationships)), [spec], {
          maxPerShape: 7,
        }).paths,
      );
    const first = told();
    for (let time = 0; time < 5; time++) expect(told()).toEqual(first);
  });

  test("one shape's limit takes nothing from another", () => {
    const { resources, relationships } = hub(5, 4);
    const other = shape({ id: "other", from: at("compute"), hops: [over(out("runs-as"), at("identity"))] });
    const { paths, truncated } = findPaths(new ResourceGraph(resources, relationships), [spec, other], {
      maxPerShape: 6,
    });
    expect(paths.filter(({ pathId }) => pathId === "other")).toHaveLength(5);
    expect(truncated.map(({ pathId }) => pathId)).toEqual(["shape"]);
  });

  test("past its limit nothing is walked any more: stops are asked once for each resource", () => {
    let asked = 0;
    const counting = shape({
      from: at("compute", () => {
        asked++;
        return true;
      }),
      hops: spec.hops,
    });
    const { resources, relationships } = hub(400, 400);
    const { truncated } = findPaths(new ResourceGraph(resources, relationships), [counting], {
      maxPerShape: 10,
    });
    expect(truncated).toHaveLength(1);
    expect(asked).toBe(400);
  });
});

describe("what nobody can decide", () => {
  const denied = (call: string) => ({ reason: "denied", call, permission: null, message: "no" }) as const;
  const failing = shape({
    from: at("compute", ({ key }) => {
      throw new UnknownRead(denied(`lambda:Get ${key}`));
    }),
    hops: [over(out("runs-as"), at("identity"))],
  });
  const { resources, relationships } = {
    resources: [...computes(3), sampleResource("identity", "role")],
    relationships: ["n2", "n0"].map((from): Relationship => ({ from, kind: "runs-as", to: "role" })),
  };

  test("is said once for each resource that could be reached, sorted, and of no other", () => {
    const { undecided } = findPaths(new ResourceGraph(resources, relationships), [failing]);
    expect(undecided.map(({ resourceKey, unknown }) => [resourceKey, unknown.call])).toEqual([
      ["n0", "lambda:Get n0"],
      ["n2", "lambda:Get n2"],
    ]);
  });

  test("does not keep a decided resource beside it from being told", () => {
    const some = shape({
      from: at("compute", ({ key }) => {
        if (key === "n0") throw new UnknownRead(denied("x"));
        return true;
      }),
      hops: failing.hops,
    });
    const { paths, undecided } = findPaths(new ResourceGraph(resources, relationships), [some]);
    expect([keysOf(paths), undecided.map(({ resourceKey }) => resourceKey)]).toEqual([["n2 role"], ["n0"]]);
  });

  test("a defect of a shape is a defect, and hides behind no unknown", () => {
    const broken = shape({
      from: at("compute", () => {
        throw new TypeError("x is undefined");
      }),
      hops: failing.hops,
    });
    expect(() => findPaths(new ResourceGraph(resources, relationships), [broken])).toThrow(TypeError);
  });
});

/** An estate of layers, each leading to the next and here and there back, with twins and circles. */
function layered(random: Random) {
  const layers = ["compute", "identity", "data-store", "agent"] as const;
  const resources = layers.flatMap((layer) =>
    Array.from({ length: 1 + random.below(5) }, (_, index) => sampleResource(layer, `${layer}-${index}`)),
  );
  const kinds = ["runs-as", "can-read", "invokes"] as const;
  const relationships = Array.from({ length: 5 + random.below(40) }, (): Relationship => {
    const [from, to] = [random.pick(resources), random.pick(resources)];
    return { from: from.key, kind: random.pick(kinds), to: to.key };
  });
  return { resources, relationships };
}

const shapes: readonly AttackPath[] = [
  shape({
    from: at("identity"),
    hops: [
      over(out("can-read"), at("data-store")),
      over([...into("invokes"), ...into("can-read")], at(["agent", "identity"]), { max: 2 }),
      over(out("invokes"), at("compute")),
    ],
    identity: { start: 1, end: 2 },
    fixes: [
      { aspect: "narrow", stop: 0, change: "Narrow {0}", effort: "low", checks: [] },
      { aspect: "close", stop: 1, change: "Close {1}", effort: "medium", checks: [] },
      { aspect: "confirm", stop: 2, change: "Confirm {2}", effort: "low", checks: [] },
      { aspect: "stop", stop: 3, change: "Stop {3}", effort: "high", checks: [] },
    ],
  }),
  shape({
    id: "plain",
    from: at("compute"),
    hops: [
      over(out("runs-as", "invokes"), at("identity"), { max: 3 }),
      over(out("can-read"), at("data-store")),
    ],
    fixes: [
      { aspect: "private", stop: 0, change: "Hide {0}", effort: "low", checks: [] },
      { aspect: "close", stop: 2, change: "Close {2}", effort: "low", checks: [] },
    ],
  }),
];

describe("a fix, made and looked at again", () => {
  const seeds = Array.from({ length: 250 }, (_, index) => index + 1);

  test("on the resources it names leaves no path of its issue, which is what it claims", () => {
    let tried = 0;
    let together = 0;
    for (const seed of seeds) {
      const { resources, relationships } = layered(randomFrom(seed));
      const graph = new ResourceGraph(resources, relationships);
      for (const path of findPaths(graph, shapes).paths) {
        const spec = shapes.find(({ id }) => id === path.pathId);
        for (const fix of spec ? fixesOf(spec, path, graph) : []) {
          const changed = fix.id.split(" ").slice(1);
          const left = findPaths(
            new ResourceGraph(
              resources.filter(({ key }) => !changed.includes(key)),
              relationships,
            ),
            shapes.filter(({ id }) => id === path.pathId),
          ).paths;
          tried++;
          if (changed.length > 1) together++;
          expect(
            left.filter(({ startKey, endKey }) => startKey === path.startKey && endKey === path.endKey),
            `seed ${seed}: ${fix.id} on ${path.keys.join(" ")}`,
          ).toEqual([]);
        }
      }
    }
    expect(tried).toBeGreaterThan(300);
    expect(together).toBeGreaterThan(5);
  });

  test("on all but one of several alike leaves the issue, so that all have to be named", () => {
    for (const seed of seeds) {
      const { resources, relationships } = layered(randomFrom(seed));
      const graph = new ResourceGraph(resources, relationships);
      for (const path of findPaths(graph, shapes).paths) {
        const [spec] = shapes;
        if (path.pathId !== spec?.id || path.otherEntries.length === 0) continue;
        const [kept, ...others] = [path.keys[0] ?? "", ...path.otherEntries];
        const identifying = new Set([path.startKey, path.endKey, kept]);
        const changed = new Set(others.filter((key) => !identifying.has(key)));
        const pair = `${path.startKey} ${path.endKey}`;
        const rest = resources.filter(({ key }) => !changed.has(key) || path.keys.includes(key));
        const left = findPaths(new ResourceGraph(rest, relationships), [spec]).paths;
        expect(left.map(({ startKey, endKey }) => `${startKey} ${endKey}`)).toContain(pair);
      }
    }
  });
});

describe("order", () => {
  test("shuffled estates give the same paths, step for step and edge for edge", () => {
    for (let seed = 1; seed <= 120; seed++) {
      const random = randomFrom(seed);
      const { resources, relationships } = layered(random);
      const unique = [
        ...new Map(relationships.map((one) => [`${one.from} ${one.kind} ${one.to}`, one])).values(),
      ];
      const whole = findPaths(new ResourceGraph(resources, unique), shapes);
      const again = findPaths(new ResourceGraph(random.shuffled(resources), random.shuffled(unique)), shapes);
      expect(again, `seed ${seed}`).toEqual(whole);
    }
  });

  test("looking twice says the same twice", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { resources, relationships } = layered(randomFrom(seed));
      const graph = new ResourceGraph(resources, relationships);
      expect(findPaths(graph, shapes)).toEqual(findPaths(graph, shapes));
    }
  });

  test("an edge more takes no issue away, and one less adds none", () => {
    for (let seed = 1; seed <= 120; seed++) {
      const random = randomFrom(seed);
      const { resources, relationships } = layered(random);
      const pairs = (edges: readonly Relationship[]) =>
        findPaths(new ResourceGraph(resources, edges), shapes).paths.map(
          ({ pathId, startKey, endKey }) => `${pathId} ${startKey} ${endKey}`,
        );
      const whole = new Set(pairs(relationships));
      for (const pair of pairs(relationships.filter(() => !random.oneIn(3)))) expect(whole).toContain(pair);
    }
  });
});
