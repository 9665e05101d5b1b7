import type { Adjacency } from "#lib/domain/graph-links.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";

/** What grants over an estate go by: a resource's type and its account. */
export type Placed = Pick<Resource, "type" | "account">;
type Print = [number, number];
/** Two 32-bit numbers for each resource, made of what it is and of its edges: as they are, so is the resource. */
export type EstatePrint = ReadonlyMap<string, Placed & { print: Readonly<Print> }>;
/** Everything that is new, gone or not what it was, by key: what it was, or null where it is new. */
export type Changes = ReadonlyMap<string, Placed | null>;

/**
 * `recordOf` gives what tells two records of a resource apart, such as the hash it is stored under; what is derived of
 * it is added here. Edges count with the kind, reason and other end they have, in whatever order they come.
 */
export function printOf(graph: ResourceGraph, recordOf: (key: string) => string): EstatePrint {
  const keys = graph.nodes.map(({ key, type }) => printText(`${type}\n${key}`));
  const reasons = new Map<string, Print>();
  const reasonOf = (reason: string | undefined): Print => {
    const known = reasons.get(reason ?? "") ?? printText(reason ?? "");
    reasons.set(reason ?? "", known);
    return known;
  };
  const prints = graph.nodes.map(({ key, type, account, derived }) =>
    printText(`${type}\n${account}\n${recordOf(key)}\n${derived ? JSON.stringify(derived) : ""}`),
  );
  for (const [side, rows] of [graph.out, graph.into].entries())
    for (const [node, print] of prints.entries()) addEdges(print, rows, node, side, keys, reasonOf);
  for (const { from, kind, to } of graph.looseRelationships) {
    const print = graph.indexOf(to) === undefined ? prints[graph.indexOf(from) ?? -1] : undefined;
    if (print) add(print, printText(`${kind}\n${to}\nnever collected`));
  }
  const shared = new Map<string, string>();
  return new Map(
    graph.nodes.map(({ key, type, account }, node) => {
      const kept = shared.get(account) ?? account;
      shared.set(kept, kept);
      return [key, { type, account: kept, print: prints[node] ?? [0, 0] }];
    }),
  );
}

export function differences(before: EstatePrint, now: EstatePrint): Changes {
  const changed = new Map<string, Placed | null>();
  for (const [key, { print }] of now) {
    const known = before.get(key);
    if (known?.print[0] !== print[0] || known.print[1] !== print[1]) changed.set(key, known ?? null);
  }
  for (const [key, known] of before) if (!now.has(key)) changed.set(key, known);
  return changed;
}

function addEdges(
  print: Print,
  { offsets, targets, kinds, reasons }: Adjacency,
  node: number,
  side: number,
  keys: readonly Print[],
  reasonOf: (reason: string | undefined) => Print,
): void {
  for (let at = offsets[node] ?? 0; at < (offsets[node + 1] ?? 0); at++) {
    const [high, low] = keys[targets[at] ?? -1] ?? [0, 0];
    const [reasonHigh, reasonLow] = reasonOf(reasons.at(at));
    const kind = (kinds[at] ?? 0) * 2 + side + 1;
    add(print, [
      mixed(high ^ Math.imul(kind, 0x9e3779b1) ^ mixed(reasonHigh)),
      mixed(low ^ Math.imul(kind, 0x85ebca77) ^ mixed(reasonLow)),
    ]);
  }
}

function add(print: Print, [high, low]: Print): void {
  print[0] = (print[0] + high) | 0;
  print[1] = (print[1] + low) | 0;
}

/** Spreads every bit over the whole number (murmur3's last step). */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}

/** Two independent FNV-1a passes. */
function printText(text: string): Print {
  let [high, low] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 15);
  }
  return [mixed(high), mixed(low)];
}
