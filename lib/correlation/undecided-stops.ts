import { longer } from "#lib/domain/longer.ts";

type Column = { nodes: Int32Array; count: number; isInOrder: boolean };

/** What one search could not decide: of each stop the nodes, as numbers, since there may be one for every resource. */
export class UndecidedStops {
  readonly #byStop = new Map<number, Column>();

  /** Of a node that is not there yet at that stop. */
  add(stop: number, node: number): void {
    const column = this.#byStop.get(stop) ?? { nodes: new Int32Array(16), count: 0, isInOrder: true };
    this.#byStop.set(stop, column);
    if (column.count === column.nodes.length)
      column.nodes = longer(column.nodes, new Int32Array(column.count * 2));
    if (column.count > 0 && node < (column.nodes[column.count - 1] ?? 0)) column.isInOrder = false;
    column.nodes[column.count++] = node;
  }

  get count(): number {
    return [...this.#byStop.values()].reduce((all, { count }) => all + count, 0);
  }

  get stopCount(): number {
    return this.#byStop.size;
  }

  /** Of each stop the nodes, all in order. */
  *[Symbol.iterator](): Generator<[stop: number, nodes: Int32Array]> {
    for (const [stop, column] of [...this.#byStop].toSorted(([a], [b]) => a - b))
      yield [stop, inOrder(column)];
  }

  hasNode(node: number): boolean {
    return [...this.#byStop.values()].some((column) => holds(inOrder(column), node));
  }
}

function inOrder(column: Column): Int32Array {
  const nodes = column.nodes.subarray(0, column.count);
  if (!column.isInOrder) nodes.sort();
  column.isInOrder = true;
  return nodes;
}

function holds(nodes: Int32Array, node: number): boolean {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle] ?? 0) < node) low = middle + 1;
    else high = middle;
  }
  return nodes[low] === node;
}
