import { describe, expect, test } from "vitest";

import { allPaths } from "#lib/correlation/all-paths.ts";
import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { differences, printOf } from "#lib/correlation/estate-print.ts";
import { searchEstate } from "#lib/correlation/search-estate.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import { relationshipKinds, type Relationship } from "#lib/domain/relationship.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import type { EstateGrant } from "#lib/permissions/access.ts";
import { randomFrom, type Random } from "#tests/factories/random.ts";
import { createResource } from "#tests/factories/resource.ts";
import { denied } from "#tests/support/shape-estate.ts";

type Estate = { resources: Resource[]; relationships: Relationship[]; estateGrants: EstateGrant[] };

/** A resource of an example with every facet stated, so that it can meet resources of other examples. */
function whole(resource: Resource, key: string): Resource {
  const stated = createResource(classOf(resource.type), key, {}, { ...resource, name: key });
  const { facets, ...rest } = stated;
  // Safe because both are facets of one class.
  return { ...rest, key, type: resource.type, facets: { ...facets, ...resource.facets } } as Resource;
}

const examples = attackPaths.flatMap((shape) => shape.examples());

/** Examples of several shapes in one estate, joined here and there. */
function estateOf(random: Random): Estate {
  const parts = Array.from({ length: 4 + random.below(5) }, (_, index) => {
    const { resources, relationships } = random.pick(examples);
    const named = (key: string) => `${key}-${index}`;
    return {
      resources: resources.map((resource) => whole(resource, named(resource.key))),
      relationships: relationships.map((edge) => ({ ...edge, from: named(edge.from), to: named(edge.to) })),
    };
  });
  const estate: Estate = {
    resources: parts.flatMap(({ resources }) => resources),
    relationships: parts.flatMap(({ relationships }) => relationships),
    estateGrants: [],
  };
  for (let count = random.below(12); count > 0; count--) addEdge(estate, random);
  const identities = estate.resources.filter(({ type }) => classOf(type) === "identity");
  if (identities.length > 0 && random.oneIn(2))
    estate.estateGrants.push({
      identityKey: random.pick(identities).key,
      kind: random.pick(["can-read", "can-write", "can-manage"] as const),
      reason: "a wildcard",
      extent: "everything",
      reaches: ({ type }) => ["data-store", "secret", "agent"].includes(classOf(type)),
    });
  return estate;
}

function addEdge({ resources, relationships }: Estate, random: Random): void {
  const { kind } =
    random.oneIn(4) || relationships.length === 0
      ? { kind: random.pick(relationshipKinds) }
      : random.pick(relationships);
  relationships.push({ from: random.pick(resources).key, kind, to: random.pick(resources).key });
}

/** One of the ways in which an estate differs from one sync to the next. */
function change(estate: Estate, random: Random): void {
  const at = random.below(estate.resources.length);
  const resource = estate.resources[at];
  if (!resource) return;
  switch (random.below(8)) {
    case 0:
    case 1:
      addEdge(estate, random);
      break;
    case 2:
    case 3:
      estate.relationships.splice(random.below(estate.relationships.length), 1);
      break;
    case 4:
      estate.resources.splice(at, 1);
      break;
    case 5: {
      const becomesAnother = random.oneIn(4);
      const alike = examples
        .flatMap(({ resources }) => resources)
        .filter(({ type }) => becomesAnother || classOf(type) === classOf(resource.type));
      estate.resources[at] = whole(random.pick(alike), resource.key);
      break;
    }
    case 6: {
      const fact = random.pick([...Object.keys(resource.facets), "publicNetwork"]);
      estate.resources[at] = { ...resource, unknown: { [`facets.${fact}`]: denied } };
      break;
    }
    default:
      estate.resources.push(whole(random.pick(random.pick(examples).resources), `new-${random.below(1000)}`));
      addEdge(estate, random);
  }
}

const unique = ({ resources, relationships, estateGrants }: Estate) => ({
  graph: new ResourceGraph(
    [...new Map(resources.map((one) => [one.key, one])).values()],
    [...new Map(relationships.map((one) => [`${one.from} ${one.kind} ${one.to}`, one])).values()],
  ),
  estateGrants,
});
const recordIn = (graph: ResourceGraph) => (key: string) => {
  const { facets, tags, account, unknown } = graph.get(key) ?? {};
  return JSON.stringify([
    Object.entries(Object.getOwnPropertyDescriptors(facets ?? {})).map(([name, { value }]) => [name, value]),
    tags,
    account,
    unknown,
  ]);
};

describe("a search that goes on from an earlier one", () => {
  test.each(Array.from({ length: 8 }, (_, part) => part))(
    "says what a search of everything says, change after change, part %i",
    (part) => {
      let kept = 0;
      let told = 0;
      for (let seed = part * 25 + 1; seed <= part * 25 + 25; seed++) {
        const random = randomFrom(seed);
        const estate = estateOf(random);
        let { graph, estateGrants } = unique(estate);
        let print = printOf(graph, recordIn(graph));
        let { memory } = searchEstate(graph, allPaths, { estateGrants });
        for (let step = 0; step < 6; step++) {
          for (let count = 1 + random.below(2); count > 0; count--) change(estate, random);
          ({ graph, estateGrants } = unique(estate));
          const now = printOf(graph, recordIn(graph));
          const changed = differences(print, now);
          const again = searchEstate(graph, allPaths, { estateGrants }, { memory, changed });
          const anew = searchEstate(graph, allPaths, { estateGrants });
          expect(again.search, `seed ${seed}, step ${step}`).toEqual(anew.search);
          kept += again.search.paths.filter(({ keys }) => !keys.some((key) => changed.has(key))).length;
          told += again.search.paths.length;
          [memory, print] = [again.memory, now];
        }
      }
      expect(told).toBeGreaterThan(200);
      expect(kept).toBeGreaterThan(100);
    },
  );
});
