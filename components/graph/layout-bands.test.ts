import { beforeAll, describe, expect, test, vi } from "vitest";

import type { GraphEdge } from "#lib/contract/graph.ts";
import { layers, type Layer } from "#lib/domain/layer.ts";

import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";
import { layOut, type Layout } from "./layout.ts";

// The library's own stand-in runs the real layout where there are no workers.
beforeAll(async () => {
  const { default: elk } = await vi.importActual<{ default: { Worker: unknown } }>(
    "elkjs/lib/elk-worker.min.js",
  );
  vi.stubGlobal("Worker", elk.Worker);
});

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
