import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

const perBlock = 128;
const keptBlocks = 24;

/**
 * Texts of one line, in order and compressed a block at a time: a tenth of what they are, for those of which few are read
 * again, or all in order. Blocks that were read last are kept.
 */
export class ColdTexts {
  readonly #blocks: Buffer[] = [];
  #pending: string[] = [];
  readonly #kept = new Map<number, readonly string[]>();

  get size(): number {
    return this.#blocks.length * perBlock + this.#pending.length;
  }

  add(text: string): void {
    this.#pending.push(text);
    if (this.#pending.length < perBlock) return;
    const packed = zstdCompressSync(this.#pending.join("\n"));
    // What the engine hands out is a view of something larger, which would be kept with it.
    const block = Buffer.allocUnsafeSlow(packed.length);
    packed.copy(block);
    this.#blocks.push(block);
    this.#pending = [];
  }

  at(index: number): string {
    const [number, place] = [Math.floor(index / perBlock), index % perBlock];
    const text = (number === this.#blocks.length ? this.#pending : this.#blockAt(number))[place];
    if (text === undefined) throw new RangeError(`There is no text ${index}`);
    return text;
  }

  #blockAt(number: number): readonly string[] {
    const packed = this.#blocks[number];
    if (!packed) throw new RangeError(`There is no block ${number}`);
    const texts = this.#kept.get(number) ?? zstdDecompressSync(packed).toString().split("\n");
    this.#kept.delete(number);
    this.#kept.set(number, texts);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptBlocks && oldest !== undefined) this.#kept.delete(oldest);
    return texts;
  }
}
