import { longer } from "#lib/domain/longer.ts";
import { ShapedTexts } from "./shaped-texts.ts";

const alikeMax = 4_096;
const keptMax = 512;

type Held<T> = {
  groups: Map<string, Group>;
  texts: string[];
  values: (T | undefined)[];
  packed: ShapedTexts;
  kept: Map<number, T>;
};
type Group = { numbers: Map<string, number>; isFull: boolean };

/**
 * Many small JSON documents, in order, for what does not fit into memory as objects. Those that are alike are kept
 * once, as far as a group has few that differ; the others are kept packed. What was read last is kept as it was read.
 */
export class PackedRecords<T> {
  /** Of each document the number of the text it has in common with others, or -1 less its place among the packed. */
  #places = new Int32Array(1024);
  #count = 0;
  readonly #held: Held<T>;
  readonly #read: (text: string) => T;

  /** With `sharing`, documents are held together with those of the other, so that they may be taken from there. */
  constructor(read: (text: string) => T, sharing?: PackedRecords<T>) {
    this.#read = read;
    const held = sharing && sharing.#held;
    this.#held = held ?? {
      groups: new Map(),
      texts: [],
      values: [],
      packed: new ShapedTexts(),
      kept: new Map(),
    };
  }

  get size(): number {
    return this.#count;
  }

  /** JSON. Documents of one group are likely to be alike. */
  add(text: string, group = ""): void {
    this.#push(this.#numberOf(text, group) ?? this.#pack(text));
  }

  /** One of the records that this one shares with. */
  addFrom(shared: PackedRecords<T>, index: number): void {
    this.#push(shared.placeOf(index));
  }

  #push(place: number): void {
    if (this.#count === this.#places.length)
      this.#places = longer(this.#places, new Int32Array(this.#count * 2));
    this.#places[this.#count++] = place;
  }

  at(index: number): T {
    const place = this.placeOf(index);
    if (place < 0) return this.#unpacked(-place - 1);
    return (this.#held.values[place] ??= this.#read(this.#held.texts[place] ?? ""));
  }

  /** The same for documents that are alike and kept once; below zero where a document is kept by itself. */
  placeOf(index: number): number {
    if (index < 0 || index >= this.#count) throw new RangeError(`There is no record ${index}`);
    return this.#places[index] ?? 0;
  }

  #numberOf(text: string, group: string): number | undefined {
    const known = this.#held.groups.get(group) ?? { numbers: new Map<string, number>(), isFull: false };
    this.#held.groups.set(group, known);
    const number = known.numbers.get(text);
    if (number !== undefined || known.isFull) return number;
    known.isFull = known.numbers.size + 1 >= alikeMax;
    known.numbers.set(text, this.#held.texts.length);
    return this.#held.texts.push(text) - 1;
  }

  #pack(text: string): number {
    this.#held.packed.add(text);
    return -this.#held.packed.size;
  }

  #unpacked(number: number): T {
    const known = this.#held.kept.get(number);
    if (known !== undefined) return known;
    const value = this.#read(this.#held.packed.at(number));
    const [oldest] = this.#held.kept.size >= keptMax ? this.#held.kept.keys() : [];
    if (oldest !== undefined) this.#held.kept.delete(oldest);
    this.#held.kept.set(number, value);
    return value;
  }
}
