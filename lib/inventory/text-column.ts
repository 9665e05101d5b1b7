/** Texts that are mostly of one length and of plain characters, such as ids and hashes: bytes instead of strings. */
export class TextColumn {
  readonly #width: number;
  #bytes: Buffer;
  #count = 0;
  readonly #others = new Map<number, string>();

  constructor(width: number) {
    this.#width = width;
    this.#bytes = Buffer.alloc(width * 1024);
  }

  add(text: string): void {
    const start = this.#count * this.#width;
    if (start === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(start)]);
    if (text.length === this.#width && isPlain.test(text)) this.#bytes.write(text, start, "latin1");
    else this.#others.set(this.#count, text);
    this.#count++;
  }

  at(index: number): string {
    const start = index * this.#width;
    return this.#others.get(index) ?? this.#bytes.toString("latin1", start, start + this.#width);
  }
}

const isPlain = /^[\w-]*$/;
