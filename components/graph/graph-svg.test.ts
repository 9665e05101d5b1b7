// @vitest-environment happy-dom
import { expect, test } from "vitest";

import { linesOf } from "./drawn-lines.ts";
import { graphSvg, type PictureColors } from "./graph-svg.ts";
import type { DrawnGraph, DrawnNode } from "./group-nodes.ts";
import { layOut, type Arrangement } from "./layout.ts";

const colors: PictureColors = {
  canvas: "#fff",
  raised: "#fff",
  line: "#eee",
  lineStrong: "#888",
  text: "#111",
  muted: "#555",
  critical: "#b00",
  layers: { model: "#70c", data: "#077", identity: "#06a", api: "#471", pipeline: "#a27" },
};
const node = (id: string, name = id): DrawnNode => ({
  id,
  name,
  typeTitle: "S3 bucket",
  class: "data-store",
  layer: "data",
  worst: "high",
  openCount: 2,
  role: null,
  memberIds: [id],
});
const graph: DrawnGraph = {
  nodes: [node("a"), node("b", `<script>"&\u0000</script>`)],
  edges: [
    { from: "a", to: "b", kind: "can-read", reason: "because of <this> & that", basis: "derived" },
    { from: "b", to: "a", kind: "writes", reason: null },
  ],
};

async function pictureOf(given: DrawnGraph, arrangement: Arrangement) {
  const { svg, width, height } = graphSvg({
    graph: given,
    lines: linesOf(given.edges),
    layout: await layOut(given, arrangement),
    title: `What <a> & "b" do`,
    subtitle: "As of 2026-03-10 12:00 UTC",
    colors,
  });
  const picture = new DOMParser().parseFromString(svg, "image/svg+xml");
  const words = [...picture.querySelectorAll("text")].map(({ textContent }) => textContent ?? "");
  return { svg, width, height, picture, words };
}

test.each(["path", "bands"] as const)(
  "a %s stands alone: title, moment, nodes and legend",
  async (arrangement) => {
    const { words, picture, width, height } = await pictureOf(graph, arrangement);
    expect(words.slice(0, 2)).toEqual([`What <a> & "b" do`, "As of 2026-03-10 12:00 UTC"]);
    expect(words).toContain("a");
    expect(words).toContain("S3 bucket, 2 open (high)");
    expect(words.slice(-2)).toEqual(["collected", "derived"]);
    expect(width).toBeGreaterThan(0);
    expect(height).toBeGreaterThan(0);
    expect(picture.querySelectorAll("foreignObject, image, script")).toHaveLength(0);
  },
);

test("what providers call their resources is text and well-formed", async () => {
  const { svg, words } = await pictureOf(graph, "path");
  expect(svg).not.toContain("<script>");
  expect(svg).not.toContain("\u0000");
  expect(words.some((word) => word.startsWith(`<script>"&`))).toBe(true);
});

test("on a path the reasons are written out, and derived lines are dashed", async () => {
  const { words, svg } = await pictureOf(graph, "path");
  expect(words).toContain("because of <this> & that");
  expect(svg).toContain(`stroke-dasharray="7 4"`);
});

test("nothing drawn is still a picture with its title", async () => {
  const { words } = await pictureOf({ nodes: [], edges: [] }, "bands");
  expect(words).toHaveLength(2);
});
