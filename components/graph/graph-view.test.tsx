// @vitest-environment happy-dom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { GraphNode } from "#lib/contract/graph.ts";

import { narrowScreen } from "../testing/layout.ts";
import { hostileNames, show } from "../testing/render-ui.tsx";
import { sampleIssue } from "../testing/sample-issue.ts";
import { GraphList } from "./graph-list.tsx";
import { GraphView } from "./graph-view.tsx";
import { groupNodes } from "./group-nodes.ts";

beforeEach(narrowScreen);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const { graph } = sampleIssue();
const hrefOf = (id: string) => `/inventory/${id}`;
const list = (given = graph) => <GraphList graph={groupNodes(given, 200)} label="The path" hrefOf={hrefOf} />;
const itemOf = (name: string) => screen.getByRole("link", { name }).closest("li");

describe("the graph in words", () => {
  test("every resource says what it is, its layer, its part in the path and what is open on it", () => {
    show(list());
    expect(itemOf("gateway")?.textContent).toMatch(/^gatewayAPIAPI\(entry\)2 open, worst high/);
    expect(itemOf("claims")?.textContent).toBe("claimsS3 bucketData(target)");
  });

  test("every edge says where it leads and why", () => {
    show(list());
    const edges = within(itemOf("gateway") ?? document.body).getAllByRole("listitem");
    expect(edges.map(({ textContent }) => textContent)).toEqual([
      "can-read claims because policy claims-read allows s3:GetObject",
    ]);
  });

  test("an edge without a reason makes none up", () => {
    show(list({ ...graph, edges: [{ from: "r1", to: "r2", kind: "invokes", reason: null }] }));
    expect(itemOf("gateway")?.querySelector("ul")?.textContent).toBe("invokes claims");
  });

  test("every resource leads to its page", () => {
    show(list());
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/inventory/r1",
      "/inventory/r2",
    ]);
  });

  test("an edge to something outside the graph still says where it leads", () => {
    show(list({ ...graph, edges: [{ from: "r1", to: "arn:elsewhere", kind: "invokes", reason: null }] }));
    expect(screen.getByText("arn:elsewhere")).toBeTruthy();
  });

  test("what stands for several resources is no link to one of them", () => {
    const many = Array.from({ length: 250 }, (_, index): GraphNode => ({
      id: `n${index}`,
      name: `store ${index}`,
      typeTitle: "S3 bucket",
      class: "data-store",
      layer: "data",
      worst: null,
      openCount: 0,
      role: null,
    }));
    show(list({ nodes: many, edges: [] }));
    expect(screen.getAllByRole("listitem").length).toBeLessThan(250);
    expect(screen.queryByRole("link", { name: /250|resources/ })).toBeNull();
  });

  test.each(Object.entries(hostileNames))("hostile names and reasons (%s) are text", (_, name) => {
    const { container } = show(
      list({
        nodes: graph.nodes.map((node) => ({ ...node, name, typeTitle: name })),
        edges: [{ from: "r1", to: "r2", kind: "can-read", reason: name }],
      }),
    );
    expect(screen.getAllByText(name).length).toBeGreaterThanOrEqual(4);
    expect(container.querySelector("img, script")).toBeNull();
  });
});

describe("GraphView", () => {
  const view = <GraphView graph={graph} arrangement="path" label="From the gateway to the claims" />;

  test("counts what it shows, under its sentence", () => {
    show(view);
    const region = screen.getByRole("region", { name: "From the gateway to the claims" });
    expect(region.textContent).toContain("2 resources, 1 relationship");
  });

  test.each([
    [0, 0, "0 resources, 0 relationships"],
    [1, 0, "1 resource, 0 relationships"],
    [2, 2, "2 resources, 2 relationships"],
  ])("%i and %i are counted in words that agree", (nodeCount, edgeCount, words) => {
    const [edge] = graph.edges;
    const edges = edge ? [edge, { ...edge, kind: "can-write" }].slice(0, edgeCount) : [];
    show(
      <GraphView graph={{ nodes: graph.nodes.slice(0, nodeCount), edges }} arrangement="path" label="Some" />,
    );
    expect(screen.getByRole("region", { name: "Some" }).textContent).toContain(words);
  });

  test("what stands beside the counts stays when the map becomes a list", async () => {
    const { user } = show(
      <GraphView
        graph={graph}
        arrangement="path"
        label="Some"
        toolbar={<output>One change simulated</output>}
      />,
    );
    expect(screen.getByRole("status").textContent).toBe("One change simulated");
    await user.click(screen.getByRole("radio", { name: "Map" }));
    expect(screen.getByRole("status").textContent).toBe("One change simulated");
  });

  test("a large estate is counted whole, though it is drawn in groups", () => {
    const [first] = graph.nodes;
    const nodes = first
      ? Array.from({ length: 1500 }, (_, n) => ({ ...first, id: `n${n}`, role: null }))
      : [];
    show(<GraphView graph={{ nodes, edges: [] }} arrangement="bands" label="Large" />);
    const region = screen.getByRole("region", { name: "Large" });
    expect(region.textContent).toContain("1,500 resources");
    expect(within(region).getAllByRole("listitem")).toHaveLength(1);
  });

  test("says what it folded, by what, and shows members of a group on request", async () => {
    const [first] = graph.nodes;
    const nodes = first ? Array.from({ length: 300 }, (_, n) => ({ ...first, id: `n${n}`, role: null })) : [];
    const { user } = show(<GraphView graph={{ nodes, edges: [] }} arrangement="bands" label="Large" />);
    expect(screen.getByRole("status").textContent).toBe("300 of them folded into one group");
    await user.click(screen.getByRole("button", { name: "Show some of them" }));
    expect(screen.getByRole("status").textContent).toBe("260 of them folded into one group");
    expect(screen.getAllByRole("link")).toHaveLength(40);
    await user.click(screen.getByRole("button", { name: "Fold all" }));
    expect(screen.queryAllByRole("link")).toHaveLength(0);
    await user.click(screen.getByRole("radio", { name: "Class" }));
    expect(screen.getByRole("radio", { name: "Class" }).getAttribute("aria-checked")).toBe("true");
  });

  test("the list says which edges are derived, uncertain or cut", () => {
    const [edge] = graph.edges;
    if (!edge) throw new Error("The sample has an edge");
    show(
      <GraphView
        graph={{ ...graph, edges: [{ ...edge, basis: "maybe" }] }}
        arrangement="path"
        label="Some"
        brokenEdges={new Set([`${edge.from} ${edge.kind} ${edge.to}`])}
      />,
    );
    const [said] = within(
      screen.getByRole("link", { name: "gateway" }).closest("li") ?? document.body,
    ).getAllByRole("listitem");
    expect(said?.textContent).toBe(
      "can-read claims because policy claims-read allows s3:GetObject (maybe) cut",
    );
  });

  test("is a list where it is narrow, and a map on request", async () => {
    const { user } = show(view);
    expect(screen.getByRole("radio", { name: "List" }).getAttribute("aria-checked")).toBe("true");
    expect(screen.getByRole("list", { name: "From the gateway to the claims" })).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "Map" }));
    expect(screen.queryByRole("list", { name: "From the gateway to the claims" })).toBeNull();
  });

  test("is a map where there is room, with the list one press away", async () => {
    vi.unstubAllGlobals();
    const { user } = show(view);
    expect(screen.getByRole("radio", { name: "Map" }).getAttribute("aria-checked")).toBe("true");
    await user.click(screen.getByRole("radio", { name: "List" }));
    expect(screen.getByRole("link", { name: "gateway" }).getAttribute("href")).toBe("/inventory/r1");
  });

  test("a resource's id is written into the address safely", () => {
    const [first] = graph.nodes;
    const odd = first ? [{ ...first, id: "a/b?c#d" }] : [];
    show(<GraphView graph={{ nodes: odd, edges: [] }} arrangement="bands" label="Odd" />);
    expect(screen.getByRole("link").getAttribute("href")).toBe("/inventory/a%2Fb%3Fc%23d");
  });
});
