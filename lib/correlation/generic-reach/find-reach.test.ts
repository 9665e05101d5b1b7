import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { FacetsOf, ResourceClass } from "#lib/domain/resource-class.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import { holding, privileged, reached } from "#lib/domain/sample-resource.ts";
import { randomFrom, type Random } from "#tests/factories/random.ts";
import { createResource } from "#tests/factories/resource.ts";

import { findPaths, type FoundPath } from "../find-paths.ts";
import { mostEdges } from "./find-reach.ts";
import { outsiderToCrownJewel } from "./outsider-to-crown-jewel.ts";
import { entryCount, reachStops } from "./reach-machine.ts";
import {
  holds,
  takings,
  usableRelationships,
  type Hold,
  type Taking,
  type Use,
} from "./usable-relationships.ts";

type Estate = { resources: Resource[]; relationships: Relationship[] };

const searched = ({ resources, relationships }: Estate): readonly FoundPath[] =>
  findPaths(new ResourceGraph(resources, relationships), [outsiderToCrownJewel]).paths;

/** Every entry with everything that is lost through it. */
const pairsOf = (paths: readonly FoundPath[]): string[] =>
  [
    ...new Set(
      paths.flatMap(({ keys, otherTargets }) =>
        [keys.at(-1), ...otherTargets].map((target) => `${keys[0]} loses ${target}`),
      ),
    ),
  ].toSorted();

/** By the table alone, one edge at a time, over whatever an intruder has where. */
function byBruteForce({ resources, relationships }: Estate): string[] {
  const graph = new ResourceGraph(resources, relationships);
  const byKey = new Map(graph.nodes.map((resource) => [resource.key, resource]));
  const [powerful, jewel] = [reachStops[entryCount], reachStops[entryCount + 1]];
  const ends = (use: Taking | Use, key: string): Resource[] =>
    relationships
      .filter(({ kind }) => kind === use.kind)
      .flatMap(({ from, to }) => {
        if (use.direction === "out" && from === key) return byKey.get(to) ?? [];
        return use.direction === "in" && to === key ? (byKey.get(from) ?? []) : [];
      })
      .filter(({ type }) => use.onto.includes(classOf(type)));
  const found = new Set<string>();
  for (const entry of graph.nodes) {
    let has = new Set(
      holds
        .filter((_, stop) => {
          const spec = reachStops[stop];
          return spec?.classes.has(classOf(entry.type)) && spec.admits(entry, graph);
        })
        .map((hold) => `${hold} ${entry.key}`),
    );
    for (let step = 1; step <= mostEdges; step++) {
      const next = new Set(has);
      for (const held of has) {
        const [hold = "", key = ""] = held.split(" ");
        for (const taking of takings.filter((one) => one.has === hold))
          for (const target of ends(taking, key))
            if (target.key !== entry.key && jewel?.admits(target, graph))
              found.add(`${entry.key} loses ${target.key}`);
        for (const use of usableRelationships.filter((one) => one.has === hold))
          for (const other of ends(use, key))
            if (!use.onlyPowerful || powerful?.admits(other, graph)) next.add(`${use.gives} ${other.key}`);
      }
      has = next;
    }
  }
  return [...found].toSorted();
}

const kinds = [...new Set([...usableRelationships, ...takings].map(({ kind }) => kind))];

function anyResource(random: Random, key: string): Resource {
  const level = random.pick(["admin", "broad", "scoped", "none"] as const);
  const sometimes = random.oneIn(3);
  switch (random.below(9)) {
    case 0:
      return createResource(
        random.pick(["api", "compute", "agent-tool"] as const),
        key,
        {
          publicNetwork: sometimes,
          authentication: random.pick(["none", "key", "identity", "unreachable"] as const),
        },
        reached(random.pick(["anyone", "credential", "internal"] as const)),
      );
    case 1:
      return createResource("notebook", key, { publicAddress: sometimes });
    case 2:
    case 3:
      return createResource(
        "identity",
        key,
        { trusts: sometimes ? [{ kind: "anyone", principal: "*", conditional: random.oneIn(2) }] : [] },
        privileged(level),
      );
    case 4:
      return createResource(
        "data-store",
        key,
        { publicWrite: sometimes },
        holding(random.pick(["sensitive", "internal"] as const)),
      );
    case 5:
      return createResource("secret", key);
    case 6:
      return createResource("knowledge-base", key);
    case 7:
      return createResource(
        random.pick(["agent", "model", "model-deployment"] as const),
        key,
        {},
        random.oneIn(2) ? { tags: { env: "test" } } : {},
      );
    default:
      return sometimes
        ? createResource("repository", key, { publicRead: true, leakedSecrets: ["a key"] })
        : createResource(random.pick(["image-registry", "training-job", "workflow"] as const), key);
  }
}

function anyEstate(random: Random): Estate {
  const resources = Array.from({ length: 3 + random.below(7) }, (_, index) =>
    anyResource(random, `n${index}`),
  );
  const rows = [...usableRelationships, ...takings];
  const relationships = Array.from({ length: 4 + random.below(26) }, (): Relationship => {
    const row = random.pick(rows);
    const fitting = resources.filter(({ type }) => row.onto.includes(classOf(type)));
    const ends = fitting.length > 0 && !random.oneIn(4) ? fitting : resources;
    return joined(
      random.oneIn(10) ? { kind: row.kind, direction: "out" } : row,
      random.pick(resources).key,
      random.pick(ends).key,
    );
  });
  return { resources, relationships };
}

describe("generic reach", () => {
  test.each([0, 1, 2, 3, 4])(
    "finds on small random estates what trying everything finds, part %i",
    (part) => {
      let found = 0;
      for (let seed = part * 400 + 1; seed <= part * 400 + 400; seed++) {
        const estate = anyEstate(randomFrom(seed));
        const expected = byBruteForce(estate);
        expect(pairsOf(searched(estate)), `seed ${seed}`).toEqual(expected);
        found += expected.length;
      }
      expect(found).toBeGreaterThan(40);
    },
  );

  test("walks each step along an edge that exists and that the table allows", () => {
    const allowed = new Set(
      [...usableRelationships, ...takings].map(({ kind, direction }) => `${kind} ${direction}`),
    );
    for (let seed = 1; seed <= 600; seed++) {
      const estate = anyEstate(randomFrom(seed));
      for (const { keys, edges, stops } of searched(estate)) {
        expect(edges).toHaveLength(keys.length - 1);
        expect(stops).toEqual([0, keys.length - 2, keys.length - 1]);
        for (const [index, { from, kind, to, against }] of edges.entries()) {
          expect(against ? [to, from] : [from, to]).toEqual([keys[index], keys[index + 1]]);
          expect(allowed).toContain(`${kind} ${against ? "in" : "out"}`);
          expect(estate.relationships).toContainEqual({ from, kind, to });
        }
      }
    }
  });
});

const entryOf: Record<Hold, (key: string) => Resource> = {
  calls: (key) =>
    createResource("compute", key, { publicNetwork: true, authentication: "key" }, reached("credential")),
  acts: (key) => createResource("notebook", key, { publicAddress: true }),
  feeds: (key) => createResource("data-store", key, { publicWrite: true }),
  sees: (key) => createResource("repository", key, { publicRead: true, leakedSecrets: ["aws_access_key"] }),
};
const inside = (level: "admin" | "broad" | "scoped") => ({
  derived: {
    ...privileged(level).derived,
    ...holding("internal").derived,
    ...reached("internal").derived,
  },
});
const harmless = { tags: { env: "test" } };
const facetless = <C extends ResourceClass>(name: C, key: string, facets: Partial<FacetsOf<C>> = {}) =>
  createResource(name, key, facets, { ...harmless, ...inside("scoped") });
const passedOn = (
  { onto, onlyPowerful }: Pick<Use, "onto" | "onlyPowerful">,
  random: Random,
  key: string,
): Resource => {
  const name = random.pick(onto);
  if (name === "identity")
    return createResource("identity", key, {}, privileged(onlyPowerful ? "broad" : "scoped"));
  return facetless(name, key);
};
const lost = ({ onto }: Taking, random: Random, key: string): Resource =>
  createResource(random.pick(onto), key, {}, { tags: { "business-critical": "true" }, ...inside("scoped") });
const joined = (use: Pick<Use, "kind" | "direction">, key: string, other: string): Relationship =>
  use.direction === "out"
    ? { from: key, kind: use.kind, to: other }
    : { from: other, kind: use.kind, to: key };

/** A path of up to six steps, each of them a row of the table, and the pair that it makes. */
function planted(random: Random, name: string): Estate & { pair: string } {
  let hold: Hold = random.pick(holds);
  let key = `${name}-entry`;
  const resources = [entryOf[hold](key)];
  const relationships: Relationship[] = [];
  const walkable = (has: Hold) => usableRelationships.filter((use) => use.has === has);
  for (let step = 0; step < random.below(6) && walkable(hold).length > 0; step++) {
    const use = random.pick(walkable(hold));
    const next = `${name}-${step}`;
    resources.push(passedOn(use, random, next));
    relationships.push(joined(use, key, next));
    [hold, key] = [use.gives, next];
  }
  const taking = random.pick(takings.filter(({ has }) => has === hold));
  resources.push(lost(taking, random, `${name}-jewel`));
  relationships.push(joined(taking, key, `${name}-jewel`));
  return { resources, relationships, pair: `${name}-entry loses ${name}-jewel` };
}

/** An estate that lets nobody in, with all the relationships of one and everything that would be worth taking. */
function keptWell(random: Random, size: number): Estate {
  const names = [
    "compute",
    "identity",
    "data-store",
    "secret",
    "agent",
    "model",
    "model-deployment",
    "api",
    "knowledge-base",
    "training-job",
  ] as const;
  const resources = Array.from({ length: size }, (_, index) => {
    const name = random.pick(names);
    const level = random.pick(["admin", "broad", "scoped"] as const);
    return createResource(
      name,
      `kept-${index}`,
      {},
      { ...inside(level), derived: { ...inside(level).derived, ...holding("sensitive").derived } },
    );
  });
  const relationships = Array.from({ length: size * 4 }, (): Relationship => ({
    from: random.pick(resources).key,
    kind: random.pick(kinds),
    to: random.pick(resources).key,
  }));
  return { resources, relationships };
}

/** What surrounds a path without being one: looked after, governed, logged; and who may come to it from inside. */
const beside: readonly RelationshipKind[] = [
  "monitored-by",
  "encrypted-by",
  "in-network",
  "governed-by",
  "logs-to",
  "reached-privately-through",
];

describe("in an estate of two thousand resources", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("every planted path is found and no other, seed %i", (seed) => {
    const random = randomFrom(seed);
    const estate = keptWell(random, 2000);
    const paths = Array.from({ length: 40 }, (_, index) => planted(random, `planted-${index}`));
    const background = estate.resources.map(({ key }) => key);
    for (const { resources, relationships } of paths) {
      estate.resources.push(...resources);
      estate.relationships.push(...relationships);
      for (const { key } of resources) {
        estate.relationships.push({ from: key, kind: random.pick(beside), to: random.pick(background) });
        estate.relationships.push({ from: random.pick(background), kind: "can-manage", to: key });
        estate.relationships.push({ from: random.pick(background), kind: "routes-to", to: key });
      }
    }
    const found = searched({
      resources: random.shuffled(estate.resources),
      relationships: random.shuffled(estate.relationships),
    });
    // What trains a model on the way is itself worth taking, so a path may hold more than the pair it was made for.
    const expected = paths.flatMap((path) => byBruteForce(path));
    expect(expected).toEqual(expect.arrayContaining(paths.map(({ pair }) => pair)));
    expect(expected.length).toBeLessThan(paths.length + 10);
    expect(pairsOf(found)).toEqual(expected.toSorted());
  });
});
