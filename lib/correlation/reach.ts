import type { Adjacency } from "#lib/domain/graph-links.ts";

/** Compressed sparse rows: neighbours of n stand at `offsets[n]` up to `offsets[n + 1]`. */
type Rows = Pick<Adjacency, "offsets" | "targets">;

export const unreached = 255;

/**
 * Distance in edges from every node to the nearest of `targets`, walking `rows` from the targets; `unreached`
 * beyond `maxDepth`. Give it the reversed rows for "who can reach a target". Every edge is looked at once.
 */
export function reach(
  rows: Rows,
  nodeCount: number,
  targets: Iterable<number>,
  maxDepth = unreached - 1,
): Uint8Array {
  const { offsets, targets: neighbours } = rows;
  const depth = Math.min(maxDepth, unreached - 1);
  const distance = new Uint8Array(nodeCount).fill(unreached);
  const queue = new Int32Array(nodeCount);
  let tail = 0;
  for (const target of targets)
    if (distance[target] === unreached) {
      distance[target] = 0;
      queue[tail++] = target;
    }
  for (let head = 0; head < tail; head++) {
    const node = queue[head] ?? 0;
    const next = (distance[node] ?? 0) + 1;
    if (next > depth) break;
    const end = offsets[node + 1] ?? 0;
    for (let at = offsets[node] ?? 0; at < end; at++) {
      const neighbour = neighbours[at] ?? 0;
      if (distance[neighbour] !== unreached) continue;
      distance[neighbour] = next;
      queue[tail++] = neighbour;
    }
  }
  return distance;
}

/** Rows of a plain edge list, for callers that have no `ResourceGraph`. */
export function toRows(nodeCount: number, from: Int32Array, to: Int32Array): Rows {
  const offsets = new Int32Array(nodeCount + 1);
  for (const node of from) offsets[node + 1] = (offsets[node + 1] ?? 0) + 1;
  for (let node = 0; node < nodeCount; node++)
    offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0);
  const next = offsets.slice();
  const targets = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const node = from[edge] ?? 0;
    const at = next[node] ?? 0;
    next[node] = at + 1;
    targets[at] = to[edge] ?? 0;
  }
  return { offsets, targets };
}

/** Simple paths from `source` to a target, shortest first edges, guided by `distance`: at most `limit`. */
export function pathsGuided(
  rows: Rows,
  distance: Uint8Array,
  source: number,
  { maxDepth, limit }: { maxDepth: number; limit: number },
): number[][] {
  const found: number[][] = [];
  const path = [source];
  const onPath = new Set(path);
  const walk = (node: number): void => {
    if (found.length >= limit) return;
    if (distance[node] === 0) {
      found.push([...path]);
      return;
    }
    const end = rows.offsets[node + 1] ?? 0;
    for (let at = rows.offsets[node] ?? 0; at < end && found.length < limit; at++) {
      const neighbour = rows.targets[at] ?? 0;
      const left = distance[neighbour] ?? unreached;
      if (left === unreached || path.length + left > maxDepth || onPath.has(neighbour)) continue;
      path.push(neighbour);
      onPath.add(neighbour);
      walk(neighbour);
      onPath.delete(neighbour);
      path.pop();
    }
  };
  if ((distance[source] ?? unreached) <= maxDepth) walk(source);
  return found;
}
