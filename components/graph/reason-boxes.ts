import type { DrawnLine } from "./drawn-lines.ts";
import type { Layout } from "./layout.ts";
import { pathGap, pathRowGap } from "./path-rows.ts";

export type ReasonBox = { x: number; y: number; width: number };

const margin = 10;

/**
 * Where the reason of each step of a path is written: below the row, under the step, so that no two meet. Where a row
 * turns into the next it stands beside the line.
 */
export function reasonBoxes(
  { nodes, nodeSize }: Layout,
  lines: readonly DrawnLine[],
): Map<string, ReasonBox> {
  const spots = new Map(nodes.map((node) => [node.id, node]));
  const boxes = new Map<string, ReasonBox>();
  const taken = new Set<string>();
  const step = nodeSize.width + pathGap;
  for (const { id, from, to } of lines) {
    const [a, b] = [spots.get(from), spots.get(to)];
    if (!a || !b) continue;
    const [left, top] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
    const place = `${left} ${top} ${a.x === b.x ? "down" : "along"}`;
    if (taken.has(place)) continue;
    const below = top + nodeSize.height + margin;
    const width = step - 2 * margin;
    if (a.y === b.y && Math.abs(a.x - b.x) === step)
      boxes.set(id, { x: left + nodeSize.width / 2 + margin, y: below, width });
    else if (a.x === b.x && Math.abs(a.y - b.y) === nodeSize.height + pathRowGap)
      boxes.set(id, besideTurn(left, below, nodeSize.width));
    else continue;
    taken.add(place);
  }
  return boxes;
}

/** At the right end of a row the box stands right of the line, at the left end left of it. */
const besideTurn = (left: number, y: number, nodeWidth: number): ReasonBox => {
  const middle = left + nodeWidth / 2;
  const width = nodeWidth / 2 + 40;
  return left === 0 ? { x: middle - margin - width, y, width } : { x: middle + margin, y, width };
};
