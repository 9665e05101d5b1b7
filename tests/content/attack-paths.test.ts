import { readdirSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { reachStops } from "#lib/correlation/generic-reach/reach-machine.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { pathTemplates } from "../../scripts/path-templates.ts";

const files = readdirSync(new URL("../../lib/correlation/attack-paths/", import.meta.url))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((id) => id !== "registry");

test("the registry holds every file of the folder under its name", () => {
  expect(attackPaths.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  expect(attackPaths.length).toBeGreaterThanOrEqual(40);
});

describe("the ways collected before any shape was written", () => {
  const answered = new Set(attackPaths.flatMap(({ answers }) => answers));

  test("are 24 of our own and the 16 that no open product computes, each once", () => {
    const numbered = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(2, "0")}`);
    expect(pathTemplates.map(({ id }) => id)).toEqual([...numbered("P", 24), ...numbered("R", 16)]);
  });

  test.each(pathTemplates)(
    "$id is answered by a shape, or says why data cannot decide it",
    ({ id, note }) => {
      expect(answered.has(id) || /^[A-Z].{20,}\.$/.test(note ?? "")).toBe(true);
    },
  );

  test("no shape answers one that is not there", () => {
    const known = new Set(pathTemplates.map(({ id }) => id));
    expect([...answered].filter((id) => !known.has(id))).toEqual([]);
  });
});

describe.each(attackPaths)("$id", (shape) => {
  const examples = shape.examples();

  test("shows a graph with the path and one without", () => {
    expect(examples.some(({ paths }) => paths.length > 0)).toBe(true);
    expect(examples.some(({ paths }) => paths.length === 0)).toBe(true);
  });

  test.each(examples)("$name", ({ resources, relationships, paths }) => {
    const search = findPaths(new ResourceGraph(resources, relationships), [shape]);
    expect(search.paths.map(({ keys }) => keys)).toEqual(paths);
    expect(search.undecided).toEqual([]);
    for (const { keys, edges, stops } of search.paths) {
      expect(edges).toHaveLength(keys.length - 1);
      expect(stops).toHaveLength(shape.hops.length + 1);
    }
  });

  test("names stops that exist, in its story and in its fixes", () => {
    const said = [shape.story, ...shape.fixes.map(({ change }) => change)].join(" ");
    for (const [, stop] of said.matchAll(/\{(\d+)\}/g))
      expect(Number(stop)).toBeLessThanOrEqual(shape.hops.length);
    for (const { stop } of shape.fixes) expect(stop).toBeLessThanOrEqual(shape.hops.length);
    expect(shape.story.match(/\{\d+\}/g)?.length ?? 0).toBeGreaterThan(0);
  });

  test("offers at least two fixes and cites ATLAS and OWASP with their editions", () => {
    expect(shape.fixes.length).toBeGreaterThanOrEqual(2);
    expect(new Set(shape.fixes.map(({ aspect }) => aspect)).size).toBe(shape.fixes.length);
    for (const id of shape.atlas) expect(id).toMatch(/^AML\.T\d{4}(\.\d{3})?$/);
    for (const id of shape.owasp) expect(id).toMatch(/^(LLM\d\d:20\d\d|ASI\d\d)$/);
    expect(shape.atlas.length).toBeGreaterThan(0);
    expect(shape.owasp.length).toBeGreaterThan(0);
  });

  test("asks at a stop for the facts of that resource alone, and of others for what they are", () => {
    const secretive = (resource: Resource): Resource => {
      const silent = (of: object) =>
        new Proxy(of, {
          get: () => {
            throw new Error(`${resource.key} was asked for its facts by another`);
          },
        });
      // Safe because every member is there, and answers only that it should not be asked.
      return {
        ...resource,
        facets: silent(resource.facets),
        properties: silent(resource.properties),
        derived: silent(resource.derived ?? {}),
      } as Resource;
    };
    const said = examples.flatMap(({ resources, relationships }) =>
      resources.flatMap((asked) => {
        const graph = new ResourceGraph(
          resources.map((resource) => (resource === asked ? resource : secretive(resource))),
          relationships,
        );
        const stops = [shape.from, ...shape.hops.map(({ to }) => to), ...reachStops];
        return stops.flatMap((stop) => {
          try {
            return [String(stop.admits(graph.get(asked.key) ?? asked, graph))];
          } catch (error) {
            return [String(error)];
          }
        });
      }),
    );
    // What the example does not state of the resource itself is not what this looks for.
    expect(said.filter((text) => text.includes("by another"))).toEqual([]);
    expect(said).toContain("true");
  });

  test("covers only shapes that exist", () => {
    for (const id of shape.covers) expect(attackPaths.map((known) => known.id)).toContain(id);
  });
});
