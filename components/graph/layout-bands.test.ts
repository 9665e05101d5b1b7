import { describe, expect, test } from "vitest";

import type { GraphEdge } from "#lib/contract/graph.ts";
import { layers, type Layer } from "#lib/domain/layer.ts";

import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";
import { layoutKey, layOut, type Layout } from "./layout.ts";

const node = (id: string, layer: Layer): DrawnNode => ({
  id,
  name: id,
  typeTitle: "Thing",
  class: "compute",
  layer,
  worst: null,
  openCount: 0,
  role: null,
  memberIds: [id],
});
const edge = (from: string, to: string, kind = "reads"): GraphEdge => ({ from, to, kind, reason: null });
const spots = ({ nodes }: Layout) => new Map(nodes.map(({ id, x, y }) => [id, { x, y }]));
const overlaps = ({ nodes, nodeSize: { width, height } }: Layout) =>
  nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter((b) => Math.abs(a.x - b.x) < width && Math.abs(a.y - b.y) < height)
      .map((b) => [a.id, b.id]),
  );

const assistant: DrawnGraph = {
  nodes: [
    node("gateway", "api"),
    node("function", "api"),
    node("role", "identity"),
    node("agent", "model"),
    node("base", "data"),
    node("store", "data"),
    node("workflow", "pipeline"),
  ],
  edges: [
    edge("gateway", "function"),
    edge("function", "role"),
    edge("function", "agent"),
    edge("agent", "base"),
    edge("base", "store"),
    edge("role", "store"),
    edge("workflow", "function"),
  ],
};

describe("a workload's map", () => {
  test("has a band for each layer in the fixed order, and every node in its own", async () => {
    const layout = await layOut(assistant, "bands");
    expect(layout.bands.map(({ layer }) => layer)).toEqual([...layers]);
    for (const { id, layer, y } of layout.nodes) {
      const band = layout.bands.find((one) => one.layer === layer);
      expect([id, y >= (band?.top ?? Infinity)]).toEqual([id, true]);
      expect([id, y + layout.nodeSize.height <= (band?.top ?? 0) + (band?.height ?? 0)]).toEqual([id, true]);
    }
  });

  test("reads from left to right along its edges", async () => {
    const places = spots(await layOut(assistant, "bands"));
    for (const { from, to } of assistant.edges)
      expect([from, to, (places.get(from)?.x ?? 1) <= (places.get(to)?.x ?? 0)]).toEqual([from, to, true]);
    expect(places.get("gateway")?.x).toBeLessThan(places.get("store")?.x ?? 0);
  });

  test("lays no node over another", async () => {
    expect(overlaps(await layOut(assistant, "bands"))).toEqual([]);
  });

  test("is the same map each time it is drawn", async () => {
    expect(await layOut(assistant, "bands")).toEqual(await layOut(assistant, "bands"));
  });

  test("leaves no room for layers that have nothing", async () => {
    const layout = await layOut({ nodes: [node("a", "data"), node("b", "pipeline")], edges: [] }, "bands");
    expect(layout.bands.map(({ layer }) => layer)).toEqual(["data", "pipeline"]);
    expect(layout.bands[0]?.top).toBe(0);
    expect(layout.bands[1]?.top).toBe(layout.bands[0]?.height);
  });
});

describe("odd graphs", () => {
  test("a circle is drawn, though nothing comes first in it", async () => {
    const layout = await layOut(
      {
        nodes: [node("a", "api"), node("b", "model"), node("c", "data")],
        edges: [edge("a", "b"), edge("b", "c"), edge("c", "a")],
      },
      "bands",
    );
    expect(layout.nodes).toHaveLength(3);
    expect(overlaps(layout)).toEqual([]);
  });

  test("a resource that leads to itself is drawn once", async () => {
    const layout = await layOut({ nodes: [node("a", "api")], edges: [edge("a", "a")] }, "bands");
    expect(layout.nodes.map(({ id }) => id)).toEqual(["a"]);
  });

  test("an edge to what is not there is passed over", async () => {
    const layout = await layOut(
      { nodes: [node("a", "api")], edges: [edge("a", "gone"), edge("gone", "a")] },
      "bands",
    );
    expect(layout.nodes).toHaveLength(1);
  });

  test("two kinds between the same two are one way, not a failure", async () => {
    const layout = await layOut(
      {
        nodes: [node("a", "api"), node("b", "data")],
        edges: [edge("a", "b", "reads"), edge("a", "b", "writes")],
      },
      "bands",
    );
    expect(layout.nodes).toHaveLength(2);
  });

  test("nothing is nothing", async () => {
    expect(await layOut({ nodes: [], edges: [] }, "bands")).toMatchObject({ nodes: [], bands: [] });
  });

  test("parts that do not hang together lie beside each other", async () => {
    const layout = await layOut(
      { nodes: ["a", "b", "c", "d"].map((id) => node(id, "data")), edges: [edge("a", "b"), edge("c", "d")] },
      "bands",
    );
    expect(overlaps(layout)).toEqual([]);
  });

  test("as many nodes as are ever drawn are placed without one over another", async () => {
    const nodes = Array.from({ length: 200 }, (_, n) => node(`n${n}`, layers[n % layers.length] ?? "data"));
    const edges = nodes.slice(1).map(({ id }, n) => edge(`n${Math.floor(n / 3)}`, id));
    const layout = await layOut({ nodes, edges }, "bands");
    expect(layout.nodes).toHaveLength(200);
    expect(overlaps(layout)).toEqual([]);
  });
});

test("as many nodes as are ever drawn with three edges each are placed within seconds, not minutes", async () => {
  const nodes = Array.from({ length: 200 }, (_, n) => node(`n${n}`, layers[n % layers.length] ?? "data"));
  const edges = Array.from({ length: 600 }, (_, n) => {
    const to = (n * 7_919 + Math.floor(n / 200) * 104_729 + 1) % 200;
    return edge(`n${n % 200}`, `n${to}`);
  });
  expect((await layOut({ nodes, edges }, "bands")).nodes).toHaveLength(200);
});

describe("a map that changes", () => {
  const grown: DrawnGraph = {
    nodes: [...assistant.nodes, node("late", "data")],
    edges: [...assistant.edges, edge("agent", "late")],
  };
  /** Each node left of which others, and above which others of its column and layer. */
  const orderOf = ({ nodes }: Layout, ids: ReadonlySet<string>) =>
    nodes
      .filter(({ id }) => ids.has(id))
      .toSorted((a, b) => a.x - b.x || a.y - b.y)
      .map(({ id }) => id);

  test("leaves what stays in its order, and draws what is new beside what leads to it", async () => {
    const previous = await layOut(assistant, "bands");
    const next = await layOut(grown, "bands", { previous });
    const stays = new Set(assistant.nodes.map(({ id }) => id));
    expect(orderOf(next, stays)).toEqual(orderOf(previous, stays));
    expect(overlaps(next)).toEqual([]);
    const places = spots(next);
    expect(places.get("late")?.x).toBeGreaterThan(places.get("agent")?.x ?? Infinity);
  });

  test("leaves what stays in its order when something goes", async () => {
    const previous = await layOut(grown, "bands");
    const next = await layOut(assistant, "bands", { previous });
    const stays = new Set(assistant.nodes.map(({ id }) => id));
    expect(orderOf(next, stays)).toEqual(orderOf(previous, stays));
  });

  test("is placed anew only where nodes or lines change, not where a finding opens", () => {
    const withFinding = { ...assistant, nodes: assistant.nodes.map((one) => ({ ...one, openCount: 3 })) };
    expect(layoutKey(withFinding)).toBe(layoutKey(assistant));
    expect(layoutKey(grown)).not.toBe(layoutKey(assistant));
  });

  test("that nobody waits for any more is given up", async () => {
    const controller = new AbortController();
    const waiting = layOut(assistant, "bands", { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toThrow(/abort/i);
    expect((await layOut(assistant, "bands")).nodes).toHaveLength(assistant.nodes.length);
  });
});
