// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { GraphEdge } from "#lib/contract/graph.ts";

import { hostileNames, show } from "../testing/render-ui.tsx";
import { edgeId } from "./edge-id.ts";
import GraphCanvas from "./graph-canvas.tsx";
import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";

beforeEach(() => {
  // A DOM without layout tells no sizes, and without sizes nothing is drawn between the nodes.
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(200);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(68);
  vi.stubGlobal("ResizeObserver", MeasuresAtOnce);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

class MeasuresAtOnce {
  #report: ResizeObserverCallback;
  constructor(report: ResizeObserverCallback) {
    this.#report = report;
  }
  observe(target: Element): void {
    const { width, height } = target.getBoundingClientRect();
    const size = [{ inlineSize: width, blockSize: height }];
    const entry = {
      target,
      contentRect: target.getBoundingClientRect(),
      borderBoxSize: size,
      contentBoxSize: size,
      devicePixelContentBoxSize: size,
    };
    queueMicrotask(() => this.#report([entry], this));
  }
  unobserve(): void {}
  disconnect(): void {}
}

const node = (id: string, overrides: Partial<DrawnNode> = {}): DrawnNode => ({
  id,
  name: id,
  typeTitle: "S3 bucket",
  class: "data-store",
  layer: "data",
  worst: null,
  openCount: 0,
  role: null,
  memberIds: [id],
  ...overrides,
});
const edge = (from: string, to: string, kind = "can-read"): GraphEdge => ({ from, to, kind, reason: null });
const chain: DrawnGraph = {
  nodes: [node("door", { role: "entry", layer: "api" }), node("agent", { layer: "model" }), node("store")],
  edges: [edge("door", "agent", "invokes"), edge("agent", "store")],
};

type Shown = { opened: string[]; selected: () => string | null };

function draw(graph: DrawnGraph, brokenEdges?: ReadonlySet<string>) {
  const seen: Shown & { current: string | null } = {
    opened: [],
    current: null,
    selected: () => seen.current,
  };
  function Canvas() {
    const [selectedId, setSelectedId] = useState<string | null>(null);
    seen.current = selectedId;
    return (
      <div style={{ width: 1200, height: 300 }}>
        <GraphCanvas
          graph={graph}
          arrangement="path"
          label="The path"
          selectedId={selectedId}
          onSelect={setSelectedId}
          onOpen={(id) => seen.opened.push(id)}
          {...(brokenEdges ? { brokenEdges } : {})}
        />
      </div>
    );
  }
  return { ...show(<Canvas />), seen };
}
const nodeOf = (name: string | RegExp) => screen.findByRole("button", { name });
const nodes = () => [...document.querySelectorAll<HTMLElement>("[data-node]")];
const tabStops = () =>
  nodes()
    .filter(({ tabIndex }) => tabIndex === 0)
    .map(({ dataset }) => dataset["node"]);
const press = (target: HTMLElement, key: string) => fireEvent.keyDown(target, { key });

describe("a node", () => {
  test.each([
    ["one that is clean", node("store"), "store, S3 bucket, Data layer"],
    [
      "one with findings",
      node("store", { worst: "critical", openCount: 3 }),
      "store, S3 bucket, Data layer, 3 open, worst critical",
    ],
    [
      "one whose severity is not known",
      node("store", { worst: null, openCount: 1 }),
      "store, S3 bucket, Data layer, 1 open, worst info",
    ],
    [
      "one of another layer",
      node("role", { layer: "identity", typeTitle: "IAM role" }),
      "role, IAM role, Identity layer",
    ],
  ])("%s is said as a sentence", async (_, given, name) => {
    draw({ nodes: [given], edges: [] });
    expect(await nodeOf(name)).toBeTruthy();
  });

  test("says whether it is where the path begins or ends", async () => {
    draw({ nodes: [node("a", { role: "entry" }), node("b", { role: "target" }), node("c")], edges: [] });
    const marks = async (name: RegExp) =>
      [...(await nodeOf(name)).querySelectorAll("[aria-label]")].map((mark) =>
        mark.getAttribute("aria-label"),
      );
    expect(await marks(/^a,/)).toEqual(["entry"]);
    expect(await marks(/^b,/)).toEqual(["target"]);
    expect(await marks(/^c,/)).toEqual([]);
  });

  test("shows its number only where something is open", async () => {
    draw({ nodes: [node("a", { worst: "high", openCount: 2 }), node("b", { worst: "high" })], edges: [] });
    expect((await nodeOf(/^a,/)).textContent).toBe("aS3 bucket2");
    expect((await nodeOf(/^b,/)).textContent).toBe("bS3 bucket");
  });

  test.each(Object.entries(hostileNames))("a hostile name (%s) is text", async (_, name) => {
    const { container } = draw({ nodes: [node("a", { name, typeTitle: name })], edges: [] });
    await waitFor(() => expect(nodes()).toHaveLength(1));
    expect(nodes()[0]?.textContent).toBe(name + name);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("choosing", () => {
  test("a click chooses a node and lets go of the one before", async () => {
    const { seen } = draw(chain);
    fireEvent.click(await nodeOf(/^agent,/));
    expect(seen.selected()).toBe("agent");
    expect((await nodeOf(/^agent,/)).getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(await nodeOf(/^store,/));
    expect(seen.selected()).toBe("store");
    expect((await nodeOf(/^agent,/)).getAttribute("aria-pressed")).toBe("false");
  });

  test("what is not beside the chosen node steps back", async () => {
    draw(chain);
    fireEvent.click(await nodeOf(/^door,/));
    const isFaded = async (name: RegExp) =>
      (await nodeOf(name)).parentElement?.className.includes("opacity-45");
    expect(await isFaded(/^door,/)).toBe(false);
    expect(await isFaded(/^agent,/)).toBe(false);
    expect(await isFaded(/^store,/)).toBe(true);
  });

  test("a double click opens it", async () => {
    const { seen } = draw(chain);
    fireEvent.doubleClick(await nodeOf(/^store,/));
    expect(seen.opened).toEqual(["store"]);
  });
});

describe("by keyboard", () => {
  test("one tab stop leads in: the first node, then the chosen one", async () => {
    draw(chain);
    await nodeOf(/^door,/);
    expect(tabStops()).toEqual(["door"]);
    fireEvent.click(await nodeOf(/^store,/));
    expect(tabStops()).toEqual(["store"]);
  });

  test("right follows the path to its end, left the way back", async () => {
    const { seen } = draw(chain);
    const steps: (string | null)[] = [];
    for (const [at, key] of [
      [/^door,/, "ArrowRight"],
      [/^agent,/, "ArrowRight"],
      [/^store,/, "ArrowRight"],
      [/^store,/, "ArrowLeft"],
      [/^agent,/, "ArrowLeft"],
      [/^door,/, "ArrowLeft"],
    ] as const) {
      press(await nodeOf(at), key);
      steps.push(seen.selected());
    }
    expect(steps).toEqual(["agent", "store", "store", "agent", "door", "door"]);
  });

  test("the focus goes along", async () => {
    draw(chain);
    press(await nodeOf(/^door,/), "ArrowRight");
    await waitFor(() => expect(document.activeElement).toBe(document.querySelector('[data-node="agent"]')));
  });

  test("a group, whose id is no name for a selector, can be travelled to", async () => {
    const id = "group:data:data-store:S3 bucket";
    draw({ nodes: [node("door"), node(id, { name: "3 × S3 bucket" })], edges: [edge("door", id)] });
    press(await nodeOf(/^door,/), "ArrowRight");
    await waitFor(async () => expect(document.activeElement).toBe(await nodeOf(/^3 × S3 bucket,/)));
  });

  test("enter opens, escape lets go", async () => {
    const { seen } = draw(chain);
    press(await nodeOf(/^agent,/), "Enter");
    expect(seen.opened).toEqual(["agent"]);
    fireEvent.click(await nodeOf(/^agent,/));
    press(await nodeOf(/^agent,/), "Escape");
    expect(seen.selected()).toBeNull();
  });

  test("every other key is left to the page", async () => {
    draw(chain);
    const start = await nodeOf(/^door,/);
    expect(press(start, "j")).toBe(true);
    expect(press(start, "Tab")).toBe(true);
    expect(press(start, "ArrowRight")).toBe(false);
  });

  test("keys that come from beside the nodes do nothing", async () => {
    const { seen, container } = draw(chain);
    await nodeOf(/^door,/);
    const pane = container.querySelector<HTMLElement>(".react-flow__pane");
    if (!pane) throw new Error("there is a pane");
    expect(press(pane, "Enter")).toBe(true);
    expect(seen.opened).toEqual([]);
  });
});

describe("edges", () => {
  const drawnEdges = (container: HTMLElement) => container.querySelectorAll(".react-flow__edge");

  test("each says its kind, and why it exists to who asks", async () => {
    const reasoned = { ...edge("door", "agent", "invokes"), reason: "statement 1 allows it" };
    const { container } = draw({ ...chain, edges: [reasoned] });
    await waitFor(() => expect(drawnEdges(container)).toHaveLength(1));
    expect(screen.getByText("invokes").title).toBe("statement 1 allows it");
  });

  test("what a simulated change takes away is marked and struck out, the rest is not", async () => {
    const { container } = draw(chain, new Set([edgeId(edge("agent", "store"))]));
    await waitFor(() => expect(drawnEdges(container)).toHaveLength(2));
    const cut = [...container.querySelectorAll(".react-flow__edge-path")].map((path) =>
      (path.getAttribute("class") ?? "").includes("is-broken"),
    );
    expect(cut).toEqual([false, true]);
    const lines = within(screen.getByRole("list", { name: "Lines" })).getAllByRole("listitem");
    expect(lines.map(({ textContent }) => textContent)).toEqual(["collected", "cut"]);
    expect(screen.getByText("can-read").className).toContain("line-through");
    expect(screen.getByText("invokes").className).not.toContain("line-through");
  });

  test("an edge to what is not drawn is left out and breaks nothing", async () => {
    const { container } = draw({ ...chain, edges: [edge("door", "elsewhere"), edge("door", "agent")] });
    await waitFor(() => expect(drawnEdges(container)).toHaveLength(1));
    expect(nodes()).toHaveLength(3);
  });

  test("two kinds between the same two resources are one line that says both", async () => {
    const edges = [edge("door", "agent", "invokes"), edge("door", "agent", "reads")];
    const { container } = draw({ ...chain, edges });
    await waitFor(() => expect(drawnEdges(container)).toHaveLength(1));
    expect(screen.getByText("invokes +1")).toBeTruthy();
    press(await nodeOf(/^door,/), "]");
    expect(screen.getByRole("status").textContent).toBe("1 of 1: door invokes agent; door reads agent.");
  });

  test("what was collected, what was derived and what is uncertain look different, and the legend says how", async () => {
    const { container } = draw({
      ...chain,
      edges: [
        edge("door", "agent", "invokes"),
        { ...edge("agent", "store"), basis: "derived" },
        { ...edge("store", "door"), basis: "maybe" },
      ],
    });
    await waitFor(() => expect(drawnEdges(container)).toHaveLength(3));
    const looks = [...container.querySelectorAll(".react-flow__edge-path")].map(
      (path) => /is-\w+/.exec(path.getAttribute("class") ?? "")?.[0] ?? "plain",
    );
    expect(looks).toEqual(["plain", "is-derived", "is-maybe"]);
    expect(screen.getByText("can-read, maybe")).toBeTruthy();
    const lines = within(screen.getByRole("list", { name: "Lines" })).getAllByRole("listitem");
    expect(lines.map(({ textContent }) => textContent)).toEqual(["collected", "derived", "maybe"]);
  });

  test("on a path every reason stands below its step", async () => {
    draw({ ...chain, edges: [{ ...edge("door", "agent", "invokes"), reason: "statement 1 allows it" }] });
    expect((await screen.findByText("statement 1 allows it")).style.width).not.toBe("");
  });
});

describe("what is said", () => {
  const said = () => screen.getByRole("status").textContent;

  test("on arrival: the way that was taken and why, then the node with its ways on", async () => {
    draw({
      ...chain,
      edges: [
        { ...edge("door", "agent", "invokes"), reason: "statement 1 allows it" },
        edge("agent", "store"),
      ],
    });
    press(await nodeOf(/^door,/), "ArrowRight");
    expect(said()).toBe(
      "door invokes agent because statement 1 allows it. agent: S3 bucket, Model layer. 1 way on, 1 way back.",
    );
  });

  test("where no way leads", async () => {
    draw(chain);
    press(await nodeOf(/^store,/), "ArrowRight");
    expect(said()).toBe("No way leads there.");
  });

  test("the lines of a node one by one, and right follows the one that was read", async () => {
    const { seen } = draw({
      ...chain,
      edges: [edge("door", "agent", "invokes"), edge("door", "store", "reads")],
    });
    const door = await nodeOf(/^door,/);
    press(door, "]");
    expect(said()).toBe("1 of 2: door invokes agent.");
    press(door, "]");
    expect(said()).toBe("2 of 2: door reads store.");
    press(door, "ArrowRight");
    expect(seen.selected()).toBe("store");
    press(await nodeOf(/^store,/), "[");
    expect(said()).toBe("1 of 1: door reads store.");
  });

  test("a focused node in full, though its name is cut short", async () => {
    draw({ nodes: [node("a", { name: "a".repeat(90), account: "123456789012" })], edges: [] });
    fireEvent.focus(await nodeOf(/^a+,/));
    expect(said()).toBe(`${"a".repeat(90)}: S3 bucket in 123456789012, Data layer. 0 ways on, 0 ways back.`);
  });
});

test("the drawing can be made larger, smaller and fitted by buttons with names", async () => {
  draw(chain);
  await nodeOf(/^door,/);
  for (const name of [/zoom in/i, /zoom out/i, /fit view/i])
    expect(screen.getByRole("button", { name })).toBeTruthy();
});

test("nothing to draw is an empty map, not an error", async () => {
  const { container } = draw({ nodes: [], edges: [] });
  await waitFor(() => expect(container.querySelector(".react-flow")).toBeTruthy());
  expect(nodes()).toEqual([]);
});

test("without a worker the map is drawn all the same", async () => {
  vi.stubGlobal("Worker", undefined);
  show(
    <GraphCanvas
      graph={chain}
      arrangement="bands"
      label="The map"
      selectedId={null}
      onSelect={() => {}}
      onOpen={() => {}}
    />,
  );
  await nodeOf(/^agent,/);
  expect(nodes()).toHaveLength(3);
});
