/** Below this a list takes less than finding out whether it is there already. */
const smallest = 8;

/** Long lists of nodes, of which most are alike: each is kept once, outside the heap. */
export class NodeLists {
  readonly #byHash = new Map<number, Int32Array[]>();

  /** The same nodes in the same order, as a list that all who hold them share. */
  shared(nodes: readonly number[]): ArrayLike<number> {
    if (nodes.length < smallest) return nodes;
    const list = Int32Array.from(nodes);
    const hash = hashOf(list);
    const alike = this.#byHash.get(hash);
    const known = alike?.find((one) => isEqual(one, list));
    if (known) return known;
    if (alike) alike.push(list);
    else this.#byHash.set(hash, [list]);
    return list;
  }
}

/** Whether others may hold the same list. */
export const isShared = (nodes: ArrayLike<number>): boolean => nodes instanceof Int32Array;

function hashOf(list: Int32Array): number {
  let hash = list.length;
  for (const node of list) hash = Math.imul(hash ^ node, 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

const isEqual = (one: Int32Array, other: Int32Array): boolean =>
  one.length === other.length && one.every((node, at) => node === other[at]);
