import type { GraphEdge } from "#lib/contract/graph.ts";

export type TravelKey = "ArrowRight" | "ArrowLeft" | "ArrowDown" | "ArrowUp";
type Point = { id: string; x: number; y: number };

export const isTravelKey = (key: string): key is TravelKey =>
  ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"].includes(key);

/** Right follows an edge out, left follows one back, up and down go to the nearest node in that direction. */
export function travel(
  from: string,
  key: TravelKey,
  points: readonly Point[],
  edges: readonly GraphEdge[],
): string | null {
  const here = points.find(({ id }) => id === from);
  if (!here) return null;
  const ends = endsOf(from, key, edges);
  const reachable = points.filter(({ id }) => id !== from && (ends ? ends.has(id) : true));
  const sign = key === "ArrowDown" ? 1 : -1;
  const candidates = ends ? reachable : reachable.filter(({ y }) => (y - here.y) * sign > 0);
  const nearest = candidates.toSorted((a, b) => distance(here, a) - distance(here, b))[0];
  return nearest?.id ?? null;
}

/**
 * Along a path, right goes on and left goes back, whichever way the line between two steps points: a store does not
 * lead to who reads it, and yet the attack goes on there.
 */
export function travelPath(
  from: string,
  key: TravelKey,
  order: readonly string[],
  edges: readonly GraphEdge[],
): string | null {
  const linked = new Set(
    edges.flatMap((edge) => [
      ...(edge.from === from ? [edge.to] : []),
      ...(edge.to === from ? [edge.from] : []),
    ]),
  );
  const at = order.indexOf(from);
  const ahead = key === "ArrowRight" ? order.slice(at + 1) : order.slice(0, at).toReversed();
  return ahead.find((id) => linked.has(id)) ?? null;
}

function endsOf(from: string, key: TravelKey, edges: readonly GraphEdge[]): Set<string> | null {
  if (key === "ArrowRight") return new Set(edges.filter((edge) => edge.from === from).map(({ to }) => to));
  if (key === "ArrowLeft") return new Set(edges.filter((edge) => edge.to === from).map((edge) => edge.from));
  return null;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
