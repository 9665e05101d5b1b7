import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

const perBlock = 128;
const keptBlocks = 24;

type Block<T> = { texts: readonly string[]; values: (T | undefined)[] };

/**
 * Many small JSON documents, in order and compressed a block at a time, for what does not fit into memory as objects.
 * Blocks that were read last are kept as text, and what was asked of them as values.
 */
export class PackedRecords<T> {
  readonly #blocks: Buffer[] = [];
  #pending: string[] = [];
  readonly #read: (text: string, index: number) => T;
  readonly #kept = new Map<number, Block<T>>();
  #last: Block<T> | null = null;
  #lastBlock = -1;

  constructor(read: (text: string, index: number) => T) {
    this.#read = read;
  }

  /** JSON of one line. */
  add(text: string): void {
    this.#pending.push(text);
    if (this.#pending.length === perBlock) this.#close();
  }

  /** Nothing is added any more. */
  end(): void {
    if (this.#pending.length > 0) this.#close();
  }

  at(index: number): T {
    const block = this.#blockOf(Math.floor(index / perBlock));
    const place = index % perBlock;
    return (block.values[place] ??= this.#read(block.texts[place] ?? "", index));
  }

  #close(): void {
    this.#blocks.push(zstdCompressSync(this.#pending.join("\n")));
    this.#pending = [];
  }

  #blockOf(number: number): Block<T> {
    if (this.#last && number === this.#lastBlock) return this.#last;
    const packed = this.#blocks[number];
    if (!packed) throw new RangeError(`There is no block ${number}`);
    const block = this.#kept.get(number) ?? {
      texts: zstdDecompressSync(packed).toString().split("\n"),
      values: [],
    };
    this.#kept.delete(number);
    this.#kept.set(number, block);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptBlocks && oldest !== undefined) this.#kept.delete(oldest);
    this.#last = block;
    this.#lastBlock = number;
    return block;
  }
}
