import { getBezierPath, type Position } from "@xyflow/react";

type Box = { id: string; x: number; y: number };
type Size = { width: number; height: number };
export type Side = "left" | "right" | "top" | "bottom";
type Route = { sourceHandle: Side; targetHandle: Side };

/**
 * At which sides an edge leaves and arrives, so that it takes the short way whatever its direction. Where another
 * node stands between two in one row or column, it goes round by one side instead of behind it.
 */
export function routeOf(
  from: Box | undefined,
  to: Box | undefined,
  nodes: readonly Box[],
  size: Size,
): Route {
  const dx = (to?.x ?? 0) - (from?.x ?? 0);
  const dy = (to?.y ?? 0) - (from?.y ?? 0);
  if (from && to && isBlocked(from, to, nodes, size)) {
    const side = Math.abs(dx) < size.width ? "right" : "top";
    return { sourceHandle: side, targetHandle: side };
  }
  if (dx > 0) return { sourceHandle: "right", targetHandle: "left" };
  if (dx < 0) return { sourceHandle: "left", targetHandle: "right" };
  return dy >= 0
    ? { sourceHandle: "bottom", targetHandle: "top" }
    : { sourceHandle: "top", targetHandle: "bottom" };
}

/** Whether a third node lies on the straight line of two that stand in one row or in one column. */
function isBlocked(from: Box, to: Box, nodes: readonly Box[], { width, height }: Size): boolean {
  const inRow = (a: Box, b: Box) => Math.abs(a.y - b.y) < height;
  const inColumn = (a: Box, b: Box) => Math.abs(a.x - b.x) < width;
  const between = (a: number, b: number, c: number) => Math.min(a, b) < c && c < Math.max(a, b);
  return nodes.some((node) => {
    if (node.id === from.id || node.id === to.id) return false;
    if (inRow(from, to)) return inRow(from, node) && between(from.x, to.x, node.x);
    return inColumn(from, to) && inColumn(from, node) && between(from.y, to.y, node.y);
  });
}

type Ends = {
  sourceX: number;
  sourceY: number;
  sourcePosition: Position;
  targetX: number;
  targetY: number;
  targetPosition: Position;
};

const detour = 44;

/** The line to draw, and where its words stand. */
export function edgeLine(ends: Ends): { path: string; labelX: number; labelY: number } {
  const { sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition } = ends;
  if (sourcePosition !== targetPosition) {
    const [path, labelX, labelY] = getBezierPath(ends);
    return { path, labelX, labelY };
  }
  const [x, y] = sourcePosition === "top" ? [0, -detour] : [detour, 0];
  const path = `M${sourceX},${sourceY} C${sourceX + x},${sourceY + y} ${targetX + x},${targetY + y} ${targetX},${targetY}`;
  // A cubic curve passes its middle at three quarters of the way to its control points.
  return { path, labelX: (sourceX + targetX) / 2 + x * 0.75, labelY: (sourceY + targetY) / 2 + y * 0.75 };
}
