import type { Adjacency, EdgeColumns } from "./graph-links.ts";

/** One direction of the edges. */
export type Rows = Pick<Adjacency, "offsets" | "targets" | "kinds" | "kindsOf"> & {
  /** Of each edge one more than the place of its reason in `texts`. */
  reasons: Int32Array | null;
};

export type BothWays = { out: Rows; into: Rows; texts: readonly string[] };

export function bothWays(columns: EdgeColumns): BothWays {
  const into = rowsOf(columns, "to", "from");
  return {
    out: columns.isInOrder ? asTheyCame(columns) : rowsOf(columns, "from", "to"),
    into,
    texts: columns.reasonTexts,
  };
}

/** First the edges of the one, then those of the other, at every node. */
export function together(first: BothWays, then: BothWays): BothWays {
  const reasonsFrom = first.texts.length;
  return {
    out: joined(first.out, then.out, reasonsFrom),
    into: joined(first.into, then.into, reasonsFrom),
    texts: [...first.texts, ...then.texts],
  };
}

export function told({ reasons, ...rows }: Rows, texts: readonly string[]): Adjacency {
  const at = (edge: number) => (reasons ? texts[(reasons[edge] ?? 0) - 1] : undefined);
  return { ...rows, reasons: { length: rows.targets.length, at } };
}

function joined(first: Rows, then: Rows, reasonsFrom: number): Rows {
  const offsets = first.offsets.map((offset, node) => offset + (then.offsets[node] ?? 0));
  const count = first.targets.length + then.targets.length;
  const rows = {
    offsets,
    targets: new Int32Array(count),
    kinds: new Uint8Array(count),
    kindsOf: first.kindsOf.map((kinds, node) => kinds | (then.kindsOf[node] ?? 0)),
    reasons: first.reasons || then.reasons ? new Int32Array(count) : null,
  };
  for (let node = 0; node < rows.kindsOf.length; node++) {
    const [at, between] = [offsets[node] ?? 0, (offsets[node] ?? 0) + degree(first, node)];
    copyRow(first, node, rows, at, 0);
    copyRow(then, node, rows, between, reasonsFrom);
  }
  return rows;
}

const degree = ({ offsets }: Rows, node: number): number => (offsets[node + 1] ?? 0) - (offsets[node] ?? 0);

function copyRow(source: Rows, node: number, into: Rows, start: number, reasonsFrom: number): void {
  let at = start;
  for (let edge = source.offsets[node] ?? 0; edge < (source.offsets[node + 1] ?? 0); edge++) {
    into.targets[at] = source.targets[edge] ?? 0;
    into.kinds[at] = source.kinds[edge] ?? 0;
    const reason = source.reasons?.[edge] ?? 0;
    if (into.reasons && reason > 0) into.reasons[at] = reason + reasonsFrom;
    at++;
  }
}

/** Columns in the order of where their edges leave are rows already. */
function asTheyCame(columns: EdgeColumns): Rows {
  const { count, to, kinds, reasons } = columns;
  return {
    ...offsetsOf(columns, "from"),
    targets: to.subarray(0, count),
    kinds: kinds.subarray(0, count),
    reasons,
  };
}

function offsetsOf(columns: EdgeColumns, side: "from" | "to"): Pick<Rows, "offsets" | "kindsOf"> {
  const { count, kinds, dangling } = columns;
  const nodeCount = dangling.length;
  const offsets = new Int32Array(nodeCount + 1);
  const kindsOf = new Int32Array(nodeCount);
  for (let edge = 0; edge < count; edge++) {
    const node = columns[side][edge] ?? 0;
    offsets[node + 1] = (offsets[node + 1] ?? 0) + 1;
    kindsOf[node] = (kindsOf[node] ?? 0) | (1 << (kinds[edge] ?? 0));
  }
  for (let node = 0; node < nodeCount; node++)
    offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0);
  return { offsets, kindsOf };
}

function rowsOf(columns: EdgeColumns, side: "from" | "to", other: "from" | "to"): Rows {
  const { count, kinds: kindsGiven, reasons: reasonsGiven } = columns;
  const [here, there] = [columns[side], columns[other]];
  const { offsets, kindsOf } = offsetsOf(columns, side);
  const next = offsets.slice();
  const targets = new Int32Array(count);
  const kinds = new Uint8Array(count);
  const reasons = reasonsGiven && new Int32Array(count);
  for (let edge = 0; edge < count; edge++) {
    const node = here[edge] ?? 0;
    const at = next[node] ?? 0;
    next[node] = at + 1;
    targets[at] = there[edge] ?? 0;
    kinds[at] = kindsGiven[edge] ?? 0;
    if (reasons) reasons[at] = reasonsGiven[edge] ?? 0;
  }
  return { offsets, targets, kinds, kindsOf, reasons };
}
