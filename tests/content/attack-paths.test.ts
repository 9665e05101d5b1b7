import { readdirSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { findPaths } from "#lib/correlation/find-paths.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";

const files = readdirSync(new URL("../../lib/correlation/attack-paths/", import.meta.url))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((id) => id !== "registry");

test("the registry holds every file of the folder under its name", () => {
  expect(attackPaths.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  expect(attackPaths.length).toBeGreaterThanOrEqual(12);
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

  test("covers only shapes that exist", () => {
    for (const id of shape.covers) expect(attackPaths.map((known) => known.id)).toContain(id);
  });
});
