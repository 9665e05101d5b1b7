import { Position } from "@xyflow/react";

import { layerTitles, type Layer } from "#lib/domain/layer.ts";

import { shortSentence } from "../inventory/short-key.ts";
import { basisWords, lineWords, type Basis, type DrawnLine } from "./drawn-lines.ts";
import { edgeLine, routeOf, type Side } from "./edge-route.ts";
import type { DrawnGraph } from "./group-nodes.ts";
import type { Layout } from "./layout.ts";
import { reasonBoxes } from "./reason-boxes.ts";

export type PictureColors = {
  canvas: string;
  raised: string;
  line: string;
  lineStrong: string;
  text: string;
  muted: string;
  critical: string;
  layers: Record<Layer, string>;
};
type Picture = {
  graph: DrawnGraph;
  lines: readonly DrawnLine[];
  layout: Layout;
  title: string;
  /** What stands under the title: the date, and what was folded. */
  subtitle: string;
  colors: PictureColors;
};

const margin = 32;
const headHeight = 56;
const legendHeight = 28;
const dash: Record<Basis, string> = { collected: "", derived: "7 4", maybe: "2 4" };
/** About what a letter of the two sizes takes: pictures are drawn where nothing can be measured. */
const letterWidth = { 12: 6.6, 11: 5.8 };

/** The drawing as a picture that stands alone: title, date, bands, lines, nodes and what the lines mean. */
export function graphSvg(picture: Picture): { svg: string; width: number; height: number } {
  const { layout, title, subtitle, colors } = picture;
  const bounds = boundsOf(picture);
  const width = Math.max(480, bounds.width + 2 * margin);
  const height = bounds.height + headHeight + legendHeight + 2 * margin;
  const body = [
    `<rect width="${width}" height="${height}" fill="${colors.canvas}"/>`,
    text(margin, margin + 12, clipped(title, width - 2 * margin, 12), {
      fill: colors.text,
      size: 16,
      weight: 600,
    }),
    text(margin, margin + 32, subtitle, { fill: colors.muted, size: 12 }),
    `<g transform="translate(${margin - bounds.left},${margin + headHeight - bounds.top})">`,
    ...layout.bands.map(({ layer, top, height: bandHeight }) => band(layer, top, bandHeight, bounds, colors)),
    ...linesIn(picture),
    ...nodesIn(picture),
    `</g>`,
    legend(picture, height - margin),
  ];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, system-ui, sans-serif"><title>${escaped(title)}</title>${body.join("")}</svg>`;
  return { svg, width, height };
}

type Bounds = { left: number; top: number; width: number; height: number };

function boundsOf({ layout, lines }: Picture): Bounds {
  const boxes = layout.bands.length === 0 ? [...reasonBoxes(layout, lines).values()] : [];
  const bandMargin = layout.bands.length === 0 ? 0 : 48;
  const xs = layout.nodes.flatMap(({ x }) => [x, x + layout.nodeSize.width]);
  const ys = layout.nodes.flatMap(({ y }) => [y, y + layout.nodeSize.height]);
  const left = Math.min(0, ...xs, ...boxes.map(({ x }) => x)) - bandMargin;
  const right = Math.max(0, ...xs, ...boxes.map(({ x, width }) => x + width)) + bandMargin;
  const top = Math.min(0, ...ys) - (layout.bands.length === 0 ? 44 : 0);
  const bottom = Math.max(
    0,
    ...ys,
    ...boxes.map(({ y }) => y + 48),
    ...layout.bands.map((one) => one.top + one.height),
  );
  return { left, top, width: right - left, height: bottom - top };
}

const band = (layer: Layer, top: number, height: number, { left, width }: Bounds, colors: PictureColors) =>
  `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colors.layers[layer]}" fill-opacity="0.04"/>` +
  `<path d="M${left} ${top + height}h${width}" stroke="${colors.line}"/>` +
  text(left + 8, top + 16, layerTitles[layer], { fill: colors.muted, size: 12 });

function linesIn({ lines, layout, colors }: Picture): string[] {
  const spots = new Map(layout.nodes.map((node) => [node.id, node]));
  const isPath = layout.bands.length === 0;
  const boxes = isPath ? reasonBoxes(layout, lines) : null;
  return lines.flatMap((line) => {
    const [from, to] = [spots.get(line.from), spots.get(line.to)];
    if (!from || !to) return [];
    const { sourceHandle, targetHandle } = routeOf(from, to, layout.nodes, layout.nodeSize);
    const [source, target] = [portOf(from, sourceHandle, layout), portOf(to, targetHandle, layout)];
    const { path, labelX, labelY } = edgeLine({
      sourceX: source.x,
      sourceY: source.y,
      sourcePosition: positions[sourceHandle],
      targetX: target.x,
      targetY: target.y,
      targetPosition: positions[targetHandle],
    });
    const stroke = line.isBroken ? colors.critical : colors.lineStrong;
    const dashes = line.isBroken ? "1 5" : dash[line.basis];
    const box = boxes?.get(line.id);
    const reason = shortSentence(
      line.edges.flatMap((edge) => edge.reason ?? []).join("; ") || basisWords[line.basis],
    );
    return [
      `<path d="${path}" fill="none" stroke="${stroke}"${dashes ? ` stroke-dasharray="${dashes}"` : ""}/>`,
      arrow(target, targetHandle, stroke),
      isPath ? label(labelX, labelY, lineWords(line), colors) : "",
      ...(box
        ? wrapped(reason, box.width, 3).map((words, row) =>
            text(box.x + box.width / 2, box.y + 12 + row * 15, words, {
              fill: colors.muted,
              size: 11,
              anchor: "middle",
            }),
          )
        : []),
    ];
  });
}

const positions: Record<Side, Position> = {
  left: Position.Left,
  right: Position.Right,
  top: Position.Top,
  bottom: Position.Bottom,
};

function portOf({ x, y }: { x: number; y: number }, side: Side, { nodeSize: { width, height } }: Layout) {
  if (side === "left") return { x, y: y + height / 2 };
  if (side === "right") return { x: x + width, y: y + height / 2 };
  return { x: x + width / 2, y: side === "top" ? y : y + height };
}

const turns: Record<Side, number> = { left: 0, top: 90, right: 180, bottom: 270 };
const arrow = ({ x, y }: { x: number; y: number }, side: Side, fill: string): string =>
  `<path d="M0 0L-7 -4L-7 4Z" transform="translate(${x},${y}) rotate(${turns[side]})" fill="${fill}"/>`;

function label(x: number, y: number, words: string, colors: PictureColors): string {
  const shown = clipped(words, 108, 11);
  const width = shown.length * letterWidth[11] + 12;
  return (
    `<rect x="${x - width / 2}" y="${y - 9}" width="${width}" height="18" rx="4" fill="${colors.canvas}" stroke="${colors.line}"/>` +
    text(x, y + 4, shown, { fill: colors.muted, size: 11, anchor: "middle" })
  );
}

function nodesIn({ graph, layout, colors }: Picture): string[] {
  const { width, height } = layout.nodeSize;
  const spots = new Map(layout.nodes.map((node) => [node.id, node]));
  return graph.nodes.flatMap((node) => {
    const spot = spots.get(node.id);
    if (!spot) return [];
    const open = node.worst && node.openCount > 0 ? `, ${node.openCount} open (${node.worst})` : "";
    const rows = wrapped(node.name, width - 28, height < 60 ? 1 : 2);
    const top = spot.y + (height - (rows.length + 1) * 16) / 2 + 12;
    return [
      `<rect x="${spot.x}" y="${spot.y}" width="${width}" height="${height}" rx="6" fill="${colors.raised}" stroke="${colors.line}"/>`,
      `<rect x="${spot.x}" y="${spot.y + 4}" width="3" height="${height - 8}" fill="${colors.layers[node.layer]}"/>`,
      ...rows.map((words, row) =>
        text(spot.x + 14, top + row * 16, words, { fill: colors.text, size: 12, weight: 500 }),
      ),
      text(spot.x + 14, top + rows.length * 16, clipped(node.typeTitle + open, width - 28, 11), {
        fill: colors.muted,
        size: 11,
      }),
    ];
  });
}

function legend({ lines, colors }: Picture, y: number): string {
  const bases = (["collected", "derived", "maybe"] as const).filter((basis) =>
    lines.some((line) => line.basis === basis && !line.isBroken),
  );
  const entries = [
    ...bases.map((basis) => ({ words: basis as string, dashes: dash[basis], color: colors.lineStrong })),
    ...(lines.some(({ isBroken }) => isBroken)
      ? [{ words: "cut", dashes: "1 5", color: colors.critical }]
      : []),
  ];
  return entries
    .map(
      ({ words, dashes, color }, at) =>
        `<path d="M${margin + at * 110} ${y - 4}h28" stroke="${color}"${dashes ? ` stroke-dasharray="${dashes}"` : ""}/>` +
        text(margin + 36 + at * 110, y, words, { fill: colors.muted, size: 11 }),
    )
    .join("");
}

type Style = { fill: string; size: number; weight?: number; anchor?: "middle" };
const text = (x: number, y: number, words: string, { fill, size, weight, anchor }: Style): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${weight ? ` font-weight="${weight}"` : ""}${anchor ? ` text-anchor="${anchor}"` : ""}>${escaped(words)}</text>`;

const clipped = (words: string, width: number, size: 11 | 12): string => {
  const room = Math.max(1, Math.floor(width / letterWidth[size]));
  const letters = Array.from(words);
  return letters.length <= room ? words : `${letters.slice(0, room - 1).join("")}…`;
};

/** Broken at spaces where there are any, the last line cut short. */
function wrapped(words: string, width: number, linesMax: number): string[] {
  const room = Math.max(4, Math.floor(width / letterWidth[11]));
  const rows: string[] = [];
  let rest = words.trim();
  while (rest !== "" && rows.length < linesMax) {
    if (rest.length <= room || rows.length === linesMax - 1) {
      rows.push(clipped(rest, width, 11));
      break;
    }
    const space = rest.lastIndexOf(" ", room);
    const cut = space > room / 2 ? space : room;
    rows.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rows;
}

/** Names come from providers: text that is none, and what no XML may hold. */
const escaped = (words: string): string =>
  words
    .replaceAll(/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
