import { longer } from "#lib/domain/longer.ts";

/** A text with its strings and numbers taken out: what many documents of one kind have in common. */
type Shape = readonly string[];

const chunkBytes = 1 << 20;
const sharedMax = 1 << 16;

/**
 * JSON texts that differ from each other, in order. Each is kept as its shape and what stands in it; what stands in
 * several is kept once. Reading one takes microseconds, which unpacking a block of them does not.
 */
export class ShapedTexts {
  readonly #chunks: Buffer[] = [];
  #used = chunkBytes;
  #places = new Float64Array(1024);
  #count = 0;
  readonly #shapes = new Shared();
  readonly #partsOf: Shape[] = [];
  readonly #leaves = new Shared();
  readonly #seen = new Uint8Array(1 << 17);
  #line = Buffer.allocUnsafeSlow(1 << 12);

  get size(): number {
    return this.#count;
  }

  add(text: string): void {
    if (this.#count === this.#places.length)
      this.#places = longer(this.#places, new Float64Array(this.#count * 2));
    const { shape, leaves } = taken(text);
    // Few shapes are many documents; one that comes too late to be shared stands with its document.
    const number = this.#shapes.numberOf(shape);
    let at =
      number === undefined
        ? this.#writeOwn(shape, this.#writeNumber(0, 0))
        : this.#writeNumber(number + 1, 0);
    if (number === undefined) at = this.#writeNumber(leaves.length, at);
    for (const leaf of leaves) at = this.#writeLeaf(leaf, at);
    this.#places[this.#count++] = this.#keep(at);
  }

  at(index: number): string {
    const place = this.#places[index] ?? 0;
    if (index >= this.#count) throw new RangeError(`There is no text ${index}`);
    const bytes = this.#chunks[Math.floor(place / chunkBytes)];
    if (!bytes) throw new RangeError(`There is no text ${index}`);
    const reader = new Reader(bytes, place % chunkBytes);
    const number = reader.number();
    const parts =
      number === 0 ? reader.own().split(gap) : (this.#partsOf[number - 1] ??= this.#shapeOf(number - 1));
    if (number === 0) reader.number();
    let text = parts[0] ?? "";
    for (let part = 1; part < parts.length; part++) {
      const code = reader.number();
      text +=
        (code % 2 === 0 ? this.#leaves.at(code / 2) : reader.text((code - 1) / 2)) + (parts[part] ?? "");
    }
    return text;
  }

  #shapeOf(number: number): Shape {
    return this.#shapes.at(number).split(gap);
  }

  #writeLeaf(leaf: string, at: number): number {
    const number =
      this.#leaves.known(leaf) ?? (this.#wasSeen(leaf) ? this.#leaves.numberOf(leaf) : undefined);
    return number === undefined ? this.#writeOwn(leaf, at, 1) : this.#writeNumber(number * 2, at);
  }

  /** Most of what is met twice is met often; what is met once would only fill the table. */
  #wasSeen(leaf: string): boolean {
    let hash = 0x811c9dc5;
    for (let at = 0; at < leaf.length; at++) hash = Math.imul(hash ^ leaf.charCodeAt(at), 0x01000193);
    const bit = (hash ^ (hash >>> 15)) & 0xfffff;
    const [byte, mask] = [bit >> 3, 1 << (bit & 7)];
    const seen = ((this.#seen[byte] ?? 0) & mask) !== 0;
    this.#seen[byte] = (this.#seen[byte] ?? 0) | mask;
    return seen;
  }

  /** Seven bits a byte, the last of them below 128. */
  #writeNumber(value: number, start: number): number {
    let [rest, at] = [value, start];
    this.#room(at + 8);
    while (rest >= 128) {
      this.#line[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#line[at++] = rest;
    return at;
  }

  /** Its length, as an odd number where `odd`, and its bytes. */
  #writeOwn(text: string, start: number, odd: 0 | 1 = 0): number {
    const length = Buffer.byteLength(text);
    const at = this.#writeNumber(odd === 1 ? length * 2 + 1 : length, start);
    this.#room(at + length);
    return at + this.#line.write(text, at);
  }

  #room(length: number): void {
    if (length <= this.#line.length) return;
    const more = Buffer.allocUnsafeSlow(length * 2);
    this.#line.copy(more);
    this.#line = more;
  }

  /** A line longer than a chunk has one of its own. */
  #keep(length: number): number {
    if (this.#used + length > chunkBytes) {
      this.#chunks.push(Buffer.allocUnsafeSlow(Math.max(length, chunkBytes)));
      this.#used = 0;
    }
    const place = (this.#chunks.length - 1) * chunkBytes + this.#used;
    const chunk = this.#chunks.at(-1);
    if (chunk) this.#line.copy(chunk, this.#used, 0, length);
    this.#used += length;
    return place;
  }
}

/** Stands where something was taken out. Within JSON it is always escaped. */
const gap = "\u0001";
const stringOrNumber = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/g;

function taken(text: string): { shape: string; leaves: string[] } {
  const leaves: string[] = [];
  const shape = text.replace(stringOrNumber, (found, isName: string | undefined) => {
    if (isName !== undefined) return found;
    leaves.push(found);
    return gap;
  });
  return { shape, leaves };
}

/** Texts that stand in many places, by their numbers. */
class Shared {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** Undefined where there are too many to share one more. */
  numberOf(text: string): number | undefined {
    const known = this.#numbers.get(text);
    if (known !== undefined || this.#texts.length >= sharedMax) return known;
    // Joined anew, as a part of a longer text would keep all of that text.
    const own = Buffer.from(text).toString();
    this.#numbers.set(own, this.#texts.length);
    return this.#texts.push(own) - 1;
  }

  at(number: number): string {
    return this.#texts[number] ?? "";
  }
}

class Reader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  number(): number {
    let [value, scale] = [0, 1];
    for (;;) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }

  own(): string {
    return this.text(this.number());
  }

  text(length: number): string {
    const text = this.#bytes.toString("utf8", this.#at, this.#at + length);
    this.#at += length;
    return text;
  }
}
