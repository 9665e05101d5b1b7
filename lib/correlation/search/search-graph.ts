import type { Adjacency, ResourceGraph } from "#lib/domain/graph.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";
import { classOf, type ResourceType } from "#lib/domain/resource.ts";

/** Compressed sparse rows of one direction, with the kind of each edge. */
export type Rows = Pick<Adjacency, "offsets" | "targets" | "kinds" | "kindsOf">;

/** What a search walks: integers in typed arrays. A key is asked for only once a path stands on it. */
export type SearchGraph = {
  nodeCount: number;
  /** Of each node the place of its class in `resourceClasses`. */
  classes: Uint8Array;
  /** Of each node a number that stands for its account. */
  accounts: Int32Array;
  /** The account that each of those numbers stands for. */
  accountNames: readonly string[];
  /** The nodes of class c stand in `nodes` at `offsets[c]` up to `offsets[c + 1]`. */
  byClass: { offsets: Int32Array; nodes: Int32Array };
  out: Rows;
  into: Rows;
  keyOf: (node: number) => string;
};

const classIndex = new Map(resourceClasses.map((name, index) => [name, index]));
export const indexOfClass = (name: (typeof resourceClasses)[number]): number => classIndex.get(name) ?? 0;

/** The typed arrays of an inventory that is in memory as objects. */
export function searchGraphOf(graph: ResourceGraph): SearchGraph {
  const { nodes, out, into } = graph;
  const classes = new Uint8Array(nodes.length);
  const accounts = new Int32Array(nodes.length);
  const classByType = new Map<ResourceType, number>();
  const numbers = new Map<string, number>();
  let [last, number] = ["", -1];
  for (let node = 0; node < nodes.length; node++) {
    const resource = nodes[node];
    if (!resource) continue;
    const { type, account } = resource;
    let classed = classByType.get(type);
    if (classed === undefined) {
      classed = indexOfClass(classOf(type));
      classByType.set(type, classed);
    }
    classes[node] = classed;
    // Resources of one account mostly stand together.
    if (account !== last || number < 0) {
      number = numbers.get(account) ?? numbers.size;
      numbers.set(account, number);
      last = account;
    }
    accounts[node] = number;
  }
  return {
    nodeCount: nodes.length,
    classes,
    accounts,
    accountNames: [...numbers.keys()],
    byClass: groupByClass(classes),
    out,
    into,
    keyOf: (node) => nodes[node]?.key ?? "",
  };
}

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
