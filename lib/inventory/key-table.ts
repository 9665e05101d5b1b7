import { longer } from "#lib/domain/longer.ts";
import { newHashSeed, seededHash, type HashSeed } from "./seeded-hash.ts";

/** Keys in order as bytes, each found again by its text: a map of a million strings takes three times as much. */
export class KeyTable {
  #count = 0;
  #bytes: Buffer;
  #used = 0;
  /** Where each key begins, and where the last one ends. */
  #starts: Uint32Array;
  #hashes: Int32Array;
  /** Open addressing: one more than a key's place, 0 where nothing is. */
  #slots: Int32Array;
  /** Keys of other characters than a byte holds. */
  readonly #others = new Map<number, string>();
  readonly #seed: HashSeed;

  /** Keys are what others chose, so that each table hashes them in a way of its own. */
  constructor(expected: number, seed = newHashSeed()) {
    this.#seed = seed;
    const room = Math.max(16, expected);
    this.#bytes = Buffer.allocUnsafeSlow(room * usualLength);
    this.#starts = new Uint32Array(room + 1);
    this.#hashes = new Int32Array(room);
    this.#slots = new Int32Array(slotsFor(room));
  }

  get size(): number {
    return this.#count;
  }

  /** Of a key that is not there yet. */
  add(key: string): void {
    const index = this.#count;
    if (index === this.#hashes.length) this.#grow();
    const isPlain = plain.test(key);
    if (isPlain) this.#write(key);
    else this.#others.set(index, key);
    this.#starts[index + 1] = this.#used;
    this.#hashes[index] = seededHash(key, this.#seed);
    this.#count++;
    this.#place(index);
  }

  get(key: string): number | undefined {
    const hash = seededHash(key, this.#seed);
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index < 0) return undefined;
      if (this.#hashes[index] === hash && this.#is(index, key)) return index;
    }
  }

  at(index: number): string {
    if (index < 0 || index >= this.#count) return "";
    const [start, end] = [this.#starts[index] ?? 0, this.#starts[index + 1] ?? 0];
    if (start === end) return this.#others.get(index) ?? "";
    return this.#bytes.toString("latin1", start, end);
  }

  /** Nothing is added any more: room that is not needed is given back. */
  end(): void {
    if (this.#used < this.#bytes.length * mostlyFull) this.#bytes = resized(this.#bytes, this.#used);
  }

  #is(index: number, key: string): boolean {
    const [start, end] = [this.#starts[index] ?? 0, this.#starts[index + 1] ?? 0];
    if (start === end) return (this.#others.get(index) ?? "") === key;
    if (end - start !== key.length) return false;
    for (let at = 0; at < key.length; at++) if (this.#bytes[start + at] !== key.charCodeAt(at)) return false;
    return true;
  }

  #write(key: string): void {
    if (this.#used + key.length > this.#bytes.length)
      this.#bytes = resized(this.#bytes, Math.ceil(this.#bytes.length * growth) + key.length);
    this.#used += this.#bytes.write(key, this.#used, "latin1");
  }

  #place(index: number): void {
    const mask = this.#slots.length - 1;
    let slot = (this.#hashes[index] ?? 0) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = index + 1;
  }

  #grow(): void {
    const room = this.#hashes.length * 2;
    this.#starts = longer(this.#starts, new Uint32Array(room + 1));
    this.#hashes = longer(this.#hashes, new Int32Array(room));
    this.#slots = new Int32Array(slotsFor(room));
    for (let index = 0; index < this.#count; index++) this.#place(index);
  }
}

const usualLength = 48;
const growth = 1.25;
const mostlyFull = 0.9;
const plain = /^[\u0020-\u00ff]+$/;

/** A power of two, at most half of which is taken. */
const slotsFor = (keys: number): number => 2 ** Math.ceil(Math.log2(keys * 2));

function resized(bytes: Buffer, length: number): Buffer {
  const moved = Buffer.allocUnsafeSlow(length);
  bytes.copy(moved, 0, 0, Math.min(bytes.length, length));
  return moved;
}
