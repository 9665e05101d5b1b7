import { describe, expect, test } from "vitest";

import { randomFrom, type Random } from "#tests/factories/random.ts";
import type { Adjacency } from "./graph-links.ts";
import { ResourceGraph, type Gap } from "./graph.ts";
import { relationshipKinds, type Relationship, type RelationshipKind } from "./relationship.ts";
import { resourceClasses, type ResourceClass } from "./resource-class.ts";
import { classOf, type Resource } from "./resource.ts";
import { sampleResource } from "./sample-resource.ts";
import { unknownReasons, type Unknown } from "./unknown.ts";

const accounts = ["111122223333", "999900001111"] as const;
const regions = [null, "eu-west-1", "us-east-1"] as const;

type Estate = { resources: Resource[]; relationships: Relationship[]; gaps: Gap[] };

const unknownOf = (random: Random, call: string): Unknown => ({
  reason: random.pick(unknownReasons),
  call,
  permission: random.oneIn(2) ? null : `${call}:Get`,
  message: `${call} did not answer`,
});

/** Self loops, parallel edges, missing ends, hubs, gaps of every extent and unknowns of one's own. */
function estateOf(seed: number): Estate {
  const random = randomFrom(seed);
  const count = random.below(30);
  const keys = Array.from({ length: count }, (_, index) => `k${index}`);
  const kinds = Array.from({ length: 1 + random.below(6) }, () => random.pick(relationshipKinds));
  const classes = resourceClasses.filter(() => random.oneIn(2));
  const resources = keys.map((key) =>
    sampleResource(
      random.pick(classes.length > 0 ? classes : resourceClasses),
      key,
      {},
      {
        account: random.pick(accounts),
        region: random.pick(regions),
        ...(random.oneIn(5)
          ? { unknown: { [`relationships.${random.pick(kinds)}`]: unknownOf(random, `own:${key}`) } }
          : {}),
      },
    ),
  );
  const ends = [...keys, "elsewhere", "nowhere"];
  const hub = random.pick(ends);
  const relationships = Array.from({ length: random.below(90) }, (_, index): Relationship => {
    const from = random.oneIn(4) ? hub : random.pick(ends);
    const to = random.oneIn(10) ? from : random.pick(ends);
    const reason = random.oneIn(3) ? {} : { reason: random.oneIn(8) ? "" : `because ${index % 5}` };
    return { from, kind: random.pick(kinds), to, ...reason };
  });
  const gaps = Array.from({ length: random.below(4) }, (_, index): Gap => ({
    account: random.pick(accounts),
    region: random.pick(regions),
    produces: kinds.filter(() => random.oneIn(2)),
    unknown: unknownOf(random, `gap:${index}`),
  }));
  return { resources, relationships, gaps };
}

/** What the graph promises, said with lists and filters. */
function referenceOf({ resources, relationships, gaps }: Estate) {
  const isThere = (key: string) => resources.some((resource) => resource.key === key);
  const known = relationships.filter(({ from, to }) => isThere(from) && isThere(to));
  const of = (kind: RelationshipKind | undefined) => (edge: Relationship) =>
    kind === undefined || edge.kind === kind;
  const collectionGap = (key: string, kind: RelationshipKind): Unknown | null => {
    const resource = resources.find((candidate) => candidate.key === key);
    const gap = gaps.find(
      ({ account, region, produces }) =>
        resource?.account === account &&
        (region === null || resource.region === null || region === resource.region) &&
        produces.includes(kind),
    );
    return gap?.unknown ?? null;
  };
  return {
    out: (key: string, kind?: RelationshipKind) => known.filter((edge) => edge.from === key).filter(of(kind)),
    into: (key: string, kind?: RelationshipKind) => known.filter((edge) => edge.to === key).filter(of(kind)),
    gapBack: collectionGap,
    gapOut: (key: string, kind: RelationshipKind): string | null => {
      const resource = resources.find((candidate) => candidate.key === key);
      const own = resource?.unknown?.[`relationships.${kind}`];
      if (own) return own.call;
      const dangles = relationships.some(
        (edge) => edge.from === key && edge.kind === kind && !isThere(edge.to),
      );
      if (!dangles) return null;
      return collectionGap(key, kind)?.call ?? `${kind} of ${resource?.name}`;
    },
    ofClass: (wanted: ResourceClass) => resources.filter(({ type }) => classOf(type) === wanted),
  };
}

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);
const plainOut = (key: string) => (edge: { kind: string; resource: Resource; reason: string | undefined }) =>
  `${key} ${edge.kind} ${edge.resource.key} ${edge.reason}`;
const textOf = ({ from, kind, to, reason }: Relationship) => `${from} ${kind} ${to} ${reason}`;

/** Runs over generated estates of every size; the seed is in the message, so that one can be looked at. */
function sweep(look: (estate: Estate, graph: ResourceGraph, say: string) => void): void {
  for (const seed of seeds) {
    const estate = estateOf(seed);
    look(
      estate,
      new ResourceGraph(estate.resources, estate.relationships, estate.gaps),
      `estate of seed ${seed}`,
    );
  }
}

describe("a graph, against lists and filters", () => {
  test("the generated estates hold what is to be tried: empty ones, loops, twins, missing ends and hubs", () => {
    const estates = seeds.map(estateOf);
    expect(estates.some(({ resources }) => resources.length === 0)).toBe(true);
    const edges = estates.flatMap(({ relationships }) => relationships);
    expect(edges.some(({ from, to }) => from === to && from !== "nowhere")).toBe(true);
    expect(edges.some(({ to }) => to === "nowhere")).toBe(true);
    expect(
      estates.some(
        ({ relationships }) =>
          new Set(relationships.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).size <
          relationships.length,
      ),
    ).toBe(true);
    expect(estates.filter(({ gaps }) => gaps.length > 1).length).toBeGreaterThan(10);
  });

  test("out of each node lead the same edges in the same order, twins and loops included", () => {
    sweep(({ resources, ...estate }, graph, say) => {
      const reference = referenceOf({ resources, ...estate });
      for (const { key } of resources)
        expect(graph.edges(key).map(plainOut(key)), say).toEqual(reference.out(key).map(textOf));
    });
  });

  test("into each node lead the same edges in the same order", () => {
    sweep((estate, graph, say) => {
      const reference = referenceOf(estate);
      for (const { key } of estate.resources)
        expect(
          graph
            .edgesInto(key)
            .map(({ kind, resource, reason }) => `${resource.key} ${kind} ${key} ${reason}`),
          say,
        ).toEqual(reference.into(key).map(textOf));
    });
  });

  test("narrowed to one kind, edges and neighbours are those of that kind", () => {
    sweep((estate, graph, say) => {
      const reference = referenceOf(estate);
      const used = new Set(estate.relationships.map(({ kind }) => kind));
      for (const { key } of estate.resources)
        for (const kind of [...used, "contains" as const]) {
          expect(
            graph.edges(key, kind).map(({ resource }) => resource.key),
            say,
          ).toEqual(reference.out(key, kind).map(({ to }) => to));
          expect(
            graph.follow(key, kind).map((resource) => resource.key),
            say,
          ).toEqual(reference.out(key, kind).map(({ to }) => to));
          expect(
            graph.edgesInto(key, kind).map(({ resource }) => resource.key),
            say,
          ).toEqual(reference.into(key, kind).map(({ from }) => from));
          expect(
            graph.followBack(key, kind).map((resource) => resource.key),
            say,
          ).toEqual(reference.into(key, kind).map(({ from }) => from));
        }
    });
  });

  test("walking out meets the gap that the lists show, and no other", () => {
    sweep((estate, graph, say) => {
      const reference = referenceOf(estate);
      for (const { key } of estate.resources)
        for (const kind of relationshipKinds) {
          const { gap } = graph.readingGaps(() => graph.follow(key, kind));
          expect(gap?.call ?? null, `${say}: ${kind} of ${key}`).toBe(reference.gapOut(key, kind));
        }
    });
  });

  test("walking back meets the first incomplete collection of its place and kind, and no other", () => {
    sweep((estate, graph, say) => {
      const reference = referenceOf(estate);
      for (const { key } of estate.resources)
        for (const kind of relationshipKinds) {
          const { gap } = graph.readingGaps(() => graph.followBack(key, kind));
          expect(gap, `${say}: ${kind} into ${key}`).toEqual(reference.gapBack(key, kind));
        }
    });
  });

  test("looking at edges, instead of following them, never counts as reading across a gap", () => {
    sweep(({ resources }, graph, say) => {
      const { gap } = graph.readingGaps(() => {
        for (const { key } of resources) {
          graph.edges(key);
          graph.edgesInto(key);
          graph.get(key);
        }
      });
      expect(gap, say).toBeNull();
    });
  });

  test("by class and by type, every resource is found once, in the order given", () => {
    sweep((estate, graph, say) => {
      const reference = referenceOf(estate);
      for (const wanted of resourceClasses)
        expect(
          graph
            .ofClass(wanted)
            .map(({ key }) => key)
            .toSorted(),
          say,
        ).toEqual(
          reference
            .ofClass(wanted)
            .map(({ key }) => key)
            .toSorted(),
        );
      for (const type of new Set(estate.resources.map((resource) => resource.type)))
        expect(
          graph.all(type).map(({ key }) => key),
          say,
        ).toEqual(estate.resources.filter((resource) => resource.type === type).map(({ key }) => key));
    });
  });
});

describe("compressed rows", () => {
  const sides = (graph: ResourceGraph): readonly Adjacency[] => [graph.out, graph.into];

  test("rows begin where the one before ends, and hold every known edge once", () => {
    sweep((estate, graph, say) => {
      const { out } = referenceOf(estate);
      const edgeCount = estate.resources.reduce((sum, { key }) => sum + out(key).length, 0);
      for (const { offsets, targets, kinds, reasons } of sides(graph)) {
        expect(offsets[0], say).toBe(0);
        expect(offsets.at(-1), say).toBe(edgeCount);
        for (let node = 0; node < estate.resources.length; node++)
          expect(offsets[node + 1] ?? -1, say).toBeGreaterThanOrEqual(offsets[node] ?? 0);
        expect([targets.length, kinds.length, reasons.length], say).toEqual([
          edgeCount,
          edgeCount,
          edgeCount,
        ]);
      }
    });
  });

  test("the bits of a node are exactly the kinds of its edges", () => {
    sweep((estate, graph, say) => {
      const reference = referenceOf(estate);
      for (const [node, { key }] of estate.resources.entries()) {
        const bitsOf = (side: Adjacency) =>
          relationshipKinds.filter((_, kind) => ((side.kindsOf[node] ?? 0) & (1 << kind)) !== 0);
        const kindsOf = (edges: readonly Relationship[]) =>
          relationshipKinds.filter((kind) => edges.some((edge) => edge.kind === kind));
        expect(bitsOf(graph.out), say).toEqual(kindsOf(reference.out(key)));
        expect(bitsOf(graph.into), say).toEqual(kindsOf(reference.into(key)));
      }
    });
  });

  test("what a row points at is a node, and indexes and keys agree both ways", () => {
    sweep(({ resources }, graph, say) => {
      for (const { targets } of sides(graph))
        for (const target of targets) expect(graph.nodes[target], say).toBeDefined();
      for (const [node, { key }] of resources.entries()) {
        expect(graph.indexOf(key), say).toBe(node);
        expect(graph.get(key)?.key, say).toBe(key);
      }
    });
  });
});

describe("order and size", () => {
  test("asking for keys in any order, again and again, gives the same answers", () => {
    sweep(({ resources, relationships, gaps }, graph, say) => {
      const random = randomFrom(resources.length + 1);
      const fresh = () => new ResourceGraph(resources, relationships, gaps);
      const keys = [...resources.map(({ key }) => key), "elsewhere", ""];
      for (const key of random.shuffled([...keys, ...keys])) {
        expect(graph.indexOf(key), say).toBe(fresh().indexOf(key));
        expect(graph.get(key)?.key, say).toBe(fresh().get(key)?.key);
      }
    });
  });

  test("shuffled resources and relationships make the same estate", () => {
    sweep(({ resources, relationships, gaps }, graph, say) => {
      const random = randomFrom(relationships.length + 7);
      const other = new ResourceGraph(random.shuffled(resources), random.shuffled(relationships), gaps);
      for (const { key } of resources) {
        const sorted = (of: ResourceGraph) => of.edges(key).map(plainOut(key)).toSorted();
        expect(sorted(other), say).toEqual(sorted(graph));
      }
    });
  });

  test("an empty graph answers every question", () => {
    const graph = new ResourceGraph([], []);
    expect([graph.nodes, graph.edges("a"), graph.edgesInto("a"), graph.follow("a", "invokes")]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect([graph.get("a"), graph.indexOf("a"), graph.indexOf("")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([...graph.out.offsets]).toEqual([0]);
    for (const wanted of resourceClasses) expect(graph.ofClass(wanted)).toEqual([]);
  });

  test("a resource whose key is the empty text is found like any other, also as the first one asked for", () => {
    const graph = new ResourceGraph(
      [sampleResource("agent", ""), sampleResource("model", "model")],
      [{ from: "", kind: "invokes", to: "model" }],
    );
    expect(graph.indexOf("")).toBe(0);
    expect(graph.follow("", "invokes").map(({ key }) => key)).toEqual(["model"]);
  });

  test.each(["__proto__", "constructor", "a\nb", "ключ", "👩‍🚀", " ", "a".repeat(5_000)])(
    "a key that reads %j is a key",
    (key) => {
      const graph = new ResourceGraph(
        [sampleResource("agent", key), sampleResource("model", "model")],
        [
          { from: key, kind: "invokes", to: "model" },
          { from: "model", kind: "logs-to", to: key },
        ],
      );
      expect(graph.get(key)?.key).toBe(key);
      expect(graph.edges(key).map(({ resource }) => resource.key)).toEqual(["model"]);
      expect(graph.edgesInto(key).map(({ resource }) => resource.key)).toEqual(["model"]);
    },
  );

  test("every kind of relationship is kept apart from every other", () => {
    const nodes = [sampleResource("agent", "a"), sampleResource("model", "b")];
    const graph = new ResourceGraph(
      nodes,
      relationshipKinds.map((kind) => ({ from: "a", kind, to: "b", reason: kind })),
    );
    for (const kind of relationshipKinds) {
      expect(graph.edges("a", kind).map(({ reason }) => reason)).toEqual([kind]);
      expect(graph.followBack("b", kind).map(({ key }) => key)).toEqual(["a"]);
    }
    expect(graph.edges("a")).toHaveLength(relationshipKinds.length);
  });

  test("a hub of twenty thousand edges is one row, and its spokes have one edge each", () => {
    const spokes = Array.from({ length: 20_000 }, (_, index) => sampleResource("compute", `s${index}`));
    const graph = new ResourceGraph(
      [sampleResource("identity", "hub"), ...spokes],
      spokes.map(({ key }) => ({ from: key, kind: "runs-as" as const, to: "hub" })),
    );
    expect(graph.followBack("hub", "runs-as")).toHaveLength(20_000);
    expect(graph.follow("s19999", "runs-as").map(({ key }) => key)).toEqual(["hub"]);
    expect(graph.followBack("s0", "runs-as")).toEqual([]);
  });
});
