import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";

import { pathsGuided, reach, toRows, unreached } from "#lib/correlation/reach.ts";

/** Edges by the numbers of their ends, and the nodes that paths begin and end at. */
export type EdgeList = { from: Int32Array; to: Int32Array };
export type Asked = { entries: readonly number[]; targets: readonly number[]; depth: number };

/** How many entries reach a target; of each of those up to ten paths are told. */
export function searchTyped(
  nodeCount: number,
  { from, to }: EdgeList,
  { entries, targets, depth }: Asked,
): number {
  const forward = toRows(nodeCount, from, to);
  const distance = reach(toRows(nodeCount, to, from), nodeCount, targets, depth);
  const reached = entries.filter((entry) => distance[entry] !== unreached);
  for (const entry of reached) pathsGuided(forward, distance, entry, { maxDepth: depth, limit: 10 });
  return reached.length;
}

/** Both ends of an edge in one number, all of them in one value: nothing is spelled out on the way. */
export async function loadEdges(client: pg.PoolClient, edgeCount: number): Promise<EdgeList> {
  const packed = client.query(
    copyTo(
      "COPY (SELECT string_agg(int8send((src::int8 << 32) | dst), '') FROM bench_edge) TO STDOUT (FORMAT binary)",
    ),
  );
  const chunks: Buffer[] = await packed.toArray();
  // Before the value stand the signature, flags, length of the extension, count of columns and length of the value.
  const bytes = Buffer.concat(chunks).subarray(11 + 4 + 4 + 2 + 4);
  if (bytes.length < edgeCount * 8) throw new Error("The edges did not arrive whole");
  const [from, to] = [new Int32Array(edgeCount), new Int32Array(edgeCount)];
  for (let edge = 0; edge < edgeCount; edge++) {
    from[edge] = bytes.readInt32BE(edge * 8);
    to[edge] = bytes.readInt32BE(edge * 8 + 4);
  }
  return { from, to };
}

/** Different nodes, of all there are. */
export function someNodes(count: number, nodeCount: number, random: () => number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * nodeCount));
  return [...chosen];
}
