import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import { exampleKey } from "#lib/domain/check.ts";
import { ResourceGraph } from "#lib/domain/graph.ts";
import type { RelationshipKind } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { derive } from "#lib/inventory/derive.ts";
import { checks } from "#lib/posture/checks/registry.ts";
import { dirtyResources, followDepthMax } from "#lib/posture/dirty-set.ts";
import { evaluate } from "#lib/posture/evaluate.ts";
import { demoEstate } from "#tests/support/demo-estate.ts";

type Step = { from: string; kind: RelationshipKind; to: readonly string[] };

/** The same graph, writing down each edge that is looked along. */
class WatchedGraph extends ResourceGraph {
  readonly steps: Step[] = [];
  #seen(from: string, kind: RelationshipKind, found: readonly Resource[]): void {
    this.steps.push({ from, kind, to: found.map(({ key }) => key) });
  }
  override follow(key: string, kind: RelationshipKind): readonly Resource[] {
    const found = super.follow(key, kind);
    this.#seen(key, kind, found);
    return found;
  }
  override followBack(key: string, kind: RelationshipKind): readonly Resource[] {
    const found = super.followBack(key, kind);
    this.#seen(key, kind, found);
    return found;
  }
  /** Reads each time, so that no check is spared the steps of the one before. */
  override readOnce<T>(read: (graph: ResourceGraph, key: string) => T, key: string): T {
    return read(this, key);
  }
  override edges(key: string, kind?: RelationshipKind) {
    const found = super.edges(key, kind);
    for (const edge of found) this.#seen(key, edge.kind, [edge.resource]);
    return found;
  }
  override edgesInto(key: string, kind?: RelationshipKind) {
    const found = super.edgesInto(key, kind);
    for (const edge of found) this.#seen(key, edge.kind, [edge.resource]);
    return found;
  }
}

const watched = ({ nodes, relationships, gaps }: ResourceGraph) =>
  new WatchedGraph(nodes, relationships, gaps);

/** How many edges from `start` the farthest step began, plus one. */
function depthOf(steps: readonly Step[], start: string): number {
  const depths = new Map([[start, 0]]);
  for (const { from, to } of steps)
    for (const key of to) depths.set(key, Math.min(depths.get(key) ?? Infinity, (depths.get(from) ?? 0) + 1));
  return Math.max(0, ...steps.map(({ from }) => (depths.get(from) ?? 0) + 1));
}

describe("a check looks no farther than it says", () => {
  test.each(checks)("in its examples: $id", (check) => {
    for (const example of check.examples) {
      const graph = watched(example.graph);
      const resource = graph.get(exampleKey);
      if (!resource) throw new Error("An example without its resource");
      check.withValues(example.parameters).evaluate(resource, graph);
      expect(graph.steps.map(({ kind }) => kind).filter((kind) => !check.follows.includes(kind))).toEqual([]);
      expect(depthOf(graph.steps, exampleKey)).toBeLessThanOrEqual(check.followDepth ?? followDepthMax);
    }
  });

  test("over the whole demo estate", async () => {
    const { graph } = derive(await demoEstate("as-is"));
    const farther = new Set<string>();
    const watching = watched(graph);
    for (const resource of watching.nodes)
      for (const check of checks.filter(({ appliesTo }) => appliesTo.includes(resource.type))) {
        watching.steps.length = 0;
        check.evaluate(resource, watching);
        for (const { kind } of watching.steps)
          if (!check.follows.includes(kind)) farther.add(`${check.id} follows ${kind}`);
        if (depthOf(watching.steps, resource.key) > (check.followDepth ?? followDepthMax))
          farther.add(`${check.id} goes too deep`);
      }
    expect([...farther]).toEqual([]);
  });
});

describe("evaluating what a change can reach agrees with evaluating everything", () => {
  let asIs: ResourceGraph;
  let fixed: ResourceGraph;
  let before: ReadonlyMap<string, string>;

  const outcomesOf = (graph: ResourceGraph, resources?: readonly Resource[]) =>
    new Map(
      [...evaluate(checks, graph, resources)].map(({ check, resource, outcome }) => [
        `${check.id} ${resource.key}`,
        JSON.stringify(outcome),
      ]),
    );

  /** Keys whose facts, derived ones included, or edges are not the same in both graphs: what a sync calls changed. */
  function changedBetween(one: ResourceGraph, other: ResourceGraph): Set<string> {
    const told = ({ key, type, properties, facets, unknown, derived, account }: Resource) =>
      JSON.stringify({ key, type, properties, facets, unknown, derived, account });
    const changed = new Set<string>();
    for (const key of new Set([...one.nodes, ...other.nodes].map((resource) => resource.key))) {
      const [here, there] = [one.get(key), other.get(key)];
      if (!here || !there || told(here) !== told(there)) changed.add(key);
    }
    const idOf = ({ from, kind, to }: { from: string; kind: string; to: string }) =>
      `${from}\n${kind}\n${to}`;
    const edgesOne = new Set(one.relationships.map(idOf));
    const edgesOther = new Set(other.relationships.map(idOf));
    for (const edge of [...edgesOne, ...edgesOther])
      if (!edgesOne.has(edge) || !edgesOther.has(edge)) {
        const [from = "", , to = ""] = edge.split("\n");
        changed.add(from).add(to);
      }
    return changed;
  }

  beforeAll(async () => {
    asIs = derive(await demoEstate("as-is")).graph;
    fixed = await demoEstate("fixed");
    before = outcomesOf(asIs);
  });

  function agrees(collected: ResourceGraph): void {
    const after = derive(collected).graph;
    const dirty = dirtyResources(checks, after, changedBetween(asIs, after));
    const incremental = new Map(
      [...before].filter(([id]) => after.get(id.slice(id.indexOf(" ") + 1)) !== undefined),
    );
    for (const [id, outcome] of outcomesOf(after, dirty)) incremental.set(id, outcome);
    const full = outcomesOf(after);
    expect([...full].filter(([id, outcome]) => incremental.get(id) !== outcome)).toEqual([]);
    expect([...incremental.keys()].filter((id) => !full.has(id))).toEqual([]);
  }

  test("whichever resource goes, or changes to what it is after the fix", async () => {
    const raw = await demoEstate("as-is");
    const keys = raw.nodes.map(({ key }) => key);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.boolean(), (key, goes) => {
        const mended = fixed.get(key);
        const replacement = goes || !mended ? [] : [mended];
        const nodes = raw.nodes.flatMap((resource) => (resource.key === key ? replacement : [resource]));
        agrees(new ResourceGraph(nodes, raw.relationships, raw.gaps));
      }),
      { numRuns: 40 },
    );
  });

  test("whichever relationship goes", async () => {
    const raw = await demoEstate("as-is");
    fc.assert(
      fc.property(fc.nat(raw.relationships.length - 1), (index) => {
        agrees(new ResourceGraph(raw.nodes, raw.relationships.toSpliced(index, 1), raw.gaps));
      }),
      { numRuns: 40 },
    );
  });
});
