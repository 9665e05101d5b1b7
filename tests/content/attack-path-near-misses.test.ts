import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { findPaths, type FoundPath } from "#lib/correlation/find-paths.ts";
import type { AttackPath, PathExample } from "#lib/domain/attack-path.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { randomFrom } from "#tests/factories/random.ts";

const denied: Unknown = { reason: "denied", call: "x:Get", permission: "x:Get", message: "Denied" };

const cases = attackPaths.flatMap((shape) =>
  shape
    .examples()
    .filter(({ paths }) => paths.length > 0)
    .map((example) => ({ shape, example, label: `${shape.id}: ${example.name}` })),
);

const searched = (
  shape: AttackPath,
  resources: readonly Resource[],
  relationships: readonly Relationship[],
) => findPaths(new ResourceGraph(resources, relationships), [shape]);
const walks = ({ edges }: FoundPath, { from, kind, to }: Relationship) =>
  edges.some((edge) => edge.from === from && edge.kind === kind && edge.to === to);

/** Facets that `look` reads of each resource, found by listening. */
function readFacets(
  { resources, relationships }: PathExample,
  look: (graph: ResourceGraph) => unknown,
): [string, string][] {
  const read = new Set<string>();
  const listened = resources.map((resource) => ({
    ...resource,
    facets: new Proxy(resource.facets, {
      get: (facets, name) => {
        if (typeof name === "string") read.add(`${resource.key}\n${name}`);
        return Reflect.get(facets, name);
      },
    }),
  }));
  // Safe because only the facets were wrapped, and they answer as before.
  look(new ResourceGraph(listened as Resource[], relationships));
  return [...read].map((text): [string, string] => {
    const [key = "", name = ""] = text.split("\n");
    return [key, name];
  });
}

/** Facets that the path rests on: what its stops ask of the resources that stand at them. */
const restsOn = (shape: AttackPath, example: PathExample, paths: readonly FoundPath[]): Set<string> =>
  new Set(
    readFacets(example, (graph) => {
      for (const { keys, stops } of paths)
        for (const [stop, spec] of [shape.from, ...shape.hops.map(({ to }) => to)].entries()) {
          const resource = graph.get(keys[stops[stop] ?? -1] ?? "");
          if (resource) spec.admits(resource, graph);
        }
    }).map(([key, fact]) => `${key} ${fact}`),
  );

/** The resource with one fact not collected, as a sync leaves it. */
const darkened = (resource: Resource, fact: string): Resource => ({
  ...resource,
  unknown: { [`facets.${fact}`]: denied },
});

describe.each(cases)("$label", ({ shape, example }) => {
  const { resources, relationships } = example;
  const { paths } = searched(shape, resources, relationships);
  const walked = relationships.filter((edge) => paths.some((path) => walks(path, edge)));
  const onPath = new Set(paths.flatMap(({ keys }) => keys));
  const texts = new Set(paths.map(({ keys }) => keys.join(" ")));

  test("without any edge that a path walks, that path is gone", () => {
    for (const missing of walked) {
      const left = searched(
        shape,
        resources,
        relationships.filter((edge) => edge !== missing),
      ).paths;
      for (const path of paths.filter((one) => walks(one, missing)))
        expect(left.map(({ keys }) => keys.join(" "))).not.toContain(path.keys.join(" "));
    }
  });

  test("no edge is walked the wrong way round", () => {
    for (const turned of walked) {
      const { from, kind, to } = turned;
      const other = { from: to, kind, to: from };
      const left = searched(
        shape,
        resources,
        relationships.map((edge) => (edge === turned ? other : edge)),
      ).paths;
      expect(
        left.filter((path) => walks(path, other)),
        `${from} ${kind} ${to} turned`,
      ).toEqual([]);
    }
  });

  test("an edge of another kind between the same two is not taken for it", () => {
    for (const renamed of walked) {
      const left = searched(
        shape,
        resources,
        relationships.map((edge) => (edge === renamed ? { ...edge, kind: "monitored-by" } : edge)),
      ).paths;
      for (const path of paths.filter((one) => walks(one, renamed)))
        expect(left.map(({ keys }) => keys.join(" "))).not.toContain(path.keys.join(" "));
    }
  });

  test("a resource that was never collected is no part of a path, though edges name it", () => {
    for (const gone of onPath) {
      const left = searched(
        shape,
        resources.filter(({ key }) => key !== gone),
        relationships,
      );
      expect(left.paths.filter(({ keys }) => keys.includes(gone))).toEqual([]);
    }
  });

  test("a resource of another class does not stand in for one of the path", () => {
    const stranger: Resource = { ...(resources[0] as Resource), type: "aws.ec2.vpc-endpoint" };
    for (const replaced of onPath) {
      const left = searched(
        shape,
        resources.map((resource) => (resource.key === replaced ? { ...stranger, key: replaced } : resource)),
        relationships,
      ).paths;
      expect(left.map(({ keys }) => keys.join(" ")).filter((text) => texts.has(text))).toEqual([]);
    }
  });

  test("a fact of the path that was not collected is no issue, and is said to be undecided", () => {
    const read = readFacets(example, (graph) => findPaths(graph, [shape])).filter(([key]) => onPath.has(key));
    const needed = restsOn(shape, example, paths);
    for (const [key, fact] of read) {
      const search = searched(
        shape,
        resources.map((resource) => (resource.key === key ? darkened(resource, fact) : resource)),
        relationships,
      );
      // What is asked as another way in or another end, the path itself does not rest on.
      const found = search.paths.map(({ keys }) => keys.join(" ")).filter((text) => texts.has(text));
      expect(found, `${fact} of ${key} unknown`).toEqual(needed.has(`${key} ${fact}`) ? [] : found);
      expect(search.undecided, `${fact} of ${key} unknown`).toContainEqual({
        pathId: shape.id,
        resourceKey: key,
        unknown: denied,
      });
    }
  });

  test("a derived fact that rests on a gap is no issue, and is said to be undecided", () => {
    for (const { key, derived } of resources.filter((resource) => onPath.has(resource.key)))
      for (const fact of ["exposure", "privilege"] as const) {
        if (!derived?.[fact]) continue;
        const search = searched(
          shape,
          resources.map((resource) => (resource.key === key ? { ...resource, derived: {} } : resource)),
          relationships,
        );
        expect(search.paths.map(({ keys }) => keys.join(" ")).filter((text) => texts.has(text))).toEqual([]);
        expect(search.undecided.map(({ resourceKey }) => resourceKey)).toContain(key);
      }
  });

  test("what is unrelated changes nothing, in whatever order everything comes", () => {
    const bystanders = resources.map((resource) => ({ ...resource, key: `${resource.key}-elsewhere` }));
    for (const seed of [1, 2, 3, 4, 5]) {
      const random = randomFrom(seed);
      const found = searched(
        shape,
        random.shuffled([...resources, ...bystanders.filter(({ type }) => classOf(type) === "network")]),
        random.shuffled(relationships),
      );
      expect(found.paths.map(({ keys, stops, edges }) => ({ keys, stops, edges }))).toEqual(
        paths.map(({ keys, stops, edges }) => ({ keys, stops, edges })),
      );
    }
  });

  test("two such estates side by side have each its own, and nothing across", () => {
    const twin = (text: string) => `${text}-2`;
    const { paths: found } = searched(
      shape,
      [...resources, ...resources.map((resource) => ({ ...resource, key: twin(resource.key) }))],
      [
        ...relationships,
        ...relationships.map(({ from, kind, to }) => ({ from: twin(from), kind, to: twin(to) })),
      ],
    );
    const doubled = paths.flatMap(({ keys }) => [keys.join(" "), keys.map(twin).join(" ")]);
    expect(found.map(({ keys }) => keys.join(" ")).toSorted()).toEqual(doubled.toSorted());
  });
});

test("every shape is tried", () => {
  expect(new Set(cases.map(({ shape }) => shape.id)).size).toBe(attackPaths.length);
  expect(cases.length).toBeGreaterThan(attackPaths.length);
});
