import { ShapedTexts } from "./shaped-texts.ts";

const alikeMax = 4_096;
const keptMax = 512;

type Group = { numbers: Map<string, number>; isFull: boolean };

/**
 * Many small JSON documents, in order, for what does not fit into memory as objects. Those that are alike are kept
 * once, as far as a group has few that differ; the others are kept packed. What was read last is kept as it was read.
 */
export class PackedRecords<T> {
  /** Of each document the number of the text it has in common with others, or -1 less its place among the packed. */
  #places = new Int32Array(1024);
  #count = 0;
  readonly #groups = new Map<string, Group>();
  readonly #texts: string[] = [];
  readonly #values: (T | undefined)[] = [];
  readonly #packed = new ShapedTexts();
  readonly #read: (text: string) => T;
  readonly #kept = new Map<number, T>();

  constructor(read: (text: string) => T) {
    this.#read = read;
  }

  get size(): number {
    return this.#count;
  }

  /** JSON. Documents of one group are likely to be alike. */
  add(text: string, group = ""): void {
    if (this.#count === this.#places.length) {
      const more = new Int32Array(this.#count * 2);
      more.set(this.#places);
      this.#places = more;
    }
    this.#places[this.#count++] = this.#numberOf(text, group) ?? this.#pack(text);
  }

  at(index: number): T {
    const place = this.placeOf(index);
    if (place < 0) return this.#unpacked(-place - 1);
    return (this.#values[place] ??= this.#read(this.#texts[place] ?? ""));
  }

  /** The same for documents that are alike and kept once; below zero where a document is kept by itself. */
  placeOf(index: number): number {
    if (index < 0 || index >= this.#count) throw new RangeError(`There is no record ${index}`);
    return this.#places[index] ?? 0;
  }

  #numberOf(text: string, group: string): number | undefined {
    const known = this.#groups.get(group) ?? { numbers: new Map<string, number>(), isFull: false };
    this.#groups.set(group, known);
    const number = known.numbers.get(text);
    if (number !== undefined || known.isFull) return number;
    known.isFull = known.numbers.size + 1 >= alikeMax;
    known.numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  #pack(text: string): number {
    this.#packed.add(text);
    return -this.#packed.size;
  }

  #unpacked(number: number): T {
    const known = this.#kept.get(number);
    if (known !== undefined) return known;
    const value = this.#read(this.#packed.at(number));
    const [oldest] = this.#kept.size >= keptMax ? this.#kept.keys() : [];
    if (oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(number, value);
    return value;
  }
}
