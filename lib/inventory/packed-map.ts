import type { FactMap } from "#lib/domain/fact-map.ts";
import type { NodeKeys } from "#lib/domain/graph-links.ts";
import { longer } from "#lib/domain/longer.ts";
import { ColdTexts } from "./cold-texts.ts";

/** Plain values by the keys of a graph's nodes, kept packed. */
export class PackedMap<V> implements FactMap<V> {
  readonly #keys: NodeKeys;
  /** Of each node one more than the place of its value; 0 where it never had one, -1 where it has none any more. */
  readonly #places: Int32Array;
  /** Nodes in the order in which they first got a value. */
  #order = new Int32Array(1024);
  #orderCount = 0;
  readonly #summaryOf: (value: V) => number;
  /** Of each node one more than the summary of its value. */
  readonly #summaries: Uint16Array;
  readonly #texts = new ColdTexts();

  /** What `summaryOf` tells of a value, a number below 65,535, is read without reading the value. */
  constructor(keys: NodeKeys, summaryOf: (value: V) => number = () => 0) {
    this.#keys = keys;
    this.#summaryOf = summaryOf;
    this.#places = new Int32Array(keys.count);
    this.#summaries = new Uint16Array(keys.count);
  }

  get(key: string): V | undefined {
    const node = this.#keys.indexByKey.get(key);
    return node === undefined ? undefined : this.ofNode(node);
  }

  has(key: string): boolean {
    const node = this.#keys.indexByKey.get(key);
    return node !== undefined && this.hasNode(node);
  }

  ofNode(node: number): V | undefined {
    const place = this.#places[node] ?? 0;
    // Safe because only values of this type are written.
    return place > 0 ? (JSON.parse(this.#texts.at(place - 1)) as V) : undefined;
  }

  hasNode(node: number): boolean {
    return (this.#places[node] ?? 0) > 0;
  }

  /** The summary of the node's value, -1 where it has none. */
  codeOf(node: number): number {
    return (this.#summaries[node] ?? 0) - 1;
  }

  /** A key that was deleted keeps its place in the order. */
  set(key: string, value: V): void {
    const node = this.#keys.indexByKey.get(key);
    if (node === undefined) throw new RangeError(`There is no node ${key}`);
    this.#texts.add(JSON.stringify(value));
    if (this.#places[node] === 0) this.#follow(node);
    this.#places[node] = this.#texts.size;
    this.#summaries[node] = this.#summaryOf(value) + 1;
  }

  #follow(node: number): void {
    if (this.#orderCount === this.#order.length)
      this.#order = longer(this.#order, new Int32Array(this.#orderCount * 2));
    this.#order[this.#orderCount++] = node;
  }

  delete(key: string): void {
    const node = this.#keys.indexByKey.get(key);
    if (node === undefined || !this.hasNode(node)) return;
    this.#places[node] = -1;
    this.#summaries[node] = 0;
  }

  *keys(): Generator<string> {
    for (let at = 0; at < this.#orderCount; at++) {
      const node = this.#order[at] ?? 0;
      if (this.hasNode(node)) yield this.#keys.keyOf(node);
    }
  }

  *[Symbol.iterator](): Iterator<[string, V]> {
    for (let at = 0; at < this.#orderCount; at++) {
      const node = this.#order[at] ?? 0;
      const value = this.ofNode(node);
      if (value !== undefined) yield [this.#keys.keyOf(node), value];
    }
  }
}
