import type { Adjacency } from "#lib/domain/graph-links.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { NodeColumns } from "#lib/domain/graph-columns.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";

/** Compressed sparse rows of one direction, with the kind of each edge. */
export type Rows = Pick<Adjacency, "offsets" | "targets" | "kinds" | "kindsOf">;

/** What a search walks: integers in typed arrays. A key is asked for only once a path stands on it. */
export type SearchGraph = NodeColumns & {
  nodeCount: number;
  /** The nodes of class c stand in `nodes` at `offsets[c]` up to `offsets[c + 1]`. */
  byClass: { offsets: Int32Array; nodes: Int32Array };
  out: Rows;
  into: Rows;
  keyOf: (node: number) => string;
};

const classIndex = new Map(resourceClasses.map((name, index) => [name, index]));
export const indexOfClass = (name: (typeof resourceClasses)[number]): number => classIndex.get(name) ?? 0;

/** The typed arrays of an inventory that is in memory as objects. */
export const searchGraphOf = ({ nodes, out, into, columns }: ResourceGraph): SearchGraph => ({
  nodeCount: nodes.length,
  ...columns,
  byClass: groupByClass(columns.classes),
  out,
  into,
  keyOf: (node) => nodes[node]?.key ?? "",
});

export function groupByClass(classes: Uint8Array): SearchGraph["byClass"] {
  const offsets = new Int32Array(resourceClasses.length + 1);
  for (const name of classes) offsets[name + 1] = (offsets[name + 1] ?? 0) + 1;
  for (let at = 0; at < resourceClasses.length; at++)
    offsets[at + 1] = (offsets[at + 1] ?? 0) + (offsets[at] ?? 0);
  const next = offsets.slice();
  const nodes = new Int32Array(classes.length);
  for (let node = 0; node < classes.length; node++) {
    const name = classes[node] ?? 0;
    const at = next[name] ?? 0;
    next[name] = at + 1;
    nodes[at] = node;
  }
  return { offsets, nodes };
}
