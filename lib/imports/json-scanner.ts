import { isUtf8 } from "node:buffer";

import { AppError } from "#lib/domain/errors.ts";
import { importLimits } from "./limits.ts";
import { isTerminal, stepInto, type Step } from "./json-paths.ts";

/** A value that a path asked for, with the position of each array element on the way to it. */
export type Captured = { path: string; at: readonly number[]; value: unknown; bytes: number };

type Limits = { recordBytes: number; stringBytes: number; depth: number };
type Container = { array: boolean; step: Step | null; index: number };

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const literalByte = /[-+.0-9a-zA-Z]/;
const isLiteral = Array.from({ length: 256 }, (_, byte) => literalByte.test(String.fromCodePoint(byte)));
const escapes = new Set(Buffer.from('"\\/bfnrtu'));
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

/**
 * Checks JSON byte by byte as it arrives and parses only the values that are asked for, each on its own, so that a
 * report of any size needs the memory of one record. Several documents may follow each other, as in JSON Lines, and the
 * elements of an array that is the whole document count as documents.
 */
export class JsonScanner {
  readonly #limits: Limits;
  readonly #root: Step;
  readonly #stack: Container[] = [];
  readonly #captured: Captured[] = [];
  readonly #onKey: (path: readonly string[]) => void;
  readonly #names: string[] = [];
  #want: "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "after" | "document" = "document";
  #token: "none" | "string" | "escape" | "literal" = "none";
  #isKey = false;
  #hexLeft = 0;
  #tokenBytes = 0;
  /** Parts of the value being kept, from earlier chunks; `#keepFrom` is where it goes on in this one. */
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #keepFrom = -1;
  #keep: { path: string; depth: number } | null = null;
  /** Of a number or word its bytes, of a field's name the parts between escapes. */
  #literal: number[] = [];
  #name: Buffer[] = [];
  #base = 0;
  #documents = 0;

  constructor(
    root: Step,
    options: { limits?: Partial<Limits>; onKey?: (path: readonly string[]) => void } = {},
  ) {
    this.#root = root;
    this.#limits = { ...importLimits, ...options.limits };
    this.#onKey = options.onKey ?? (() => {});
  }

  /** Takes the next bytes, and gives the values that were complete by their end. */
  push(chunk: Buffer): Captured[] {
    if (this.#keep) this.#keepFrom = 0;
    for (let at = 0; at < chunk.length; at++) at = this.#byte(chunk, at);
    if (this.#keep) this.#keepPart(chunk, chunk.length);
    this.#base += chunk.length;
    return this.#captured.splice(0);
  }

  /** Throws where the text ended in the middle. */
  end(): Captured[] {
    if (this.#token === "literal") this.#endLiteral(Buffer.alloc(0), 0);
    if (this.#stack.length > 0 || this.#token !== "none")
      throw this.#wrong(0, "the file ends in the middle: it is cut off");
    if (this.#documents === 0) throw this.#wrong(0, "the file holds no JSON value");
    return this.#captured.splice(0);
  }

  #byte(chunk: Buffer, at: number): number {
    if (this.#token === "string") return this.#inString(chunk, at);
    const byte = chunk[at] ?? 0;
    if (this.#token === "escape") return this.#inEscape(byte, at);
    if (this.#token === "literal") {
      if (isLiteral[byte]) {
        if (++this.#tokenBytes > 64) throw this.#wrong(at, "a number or word has more than 64 characters");
        this.#literal.push(byte);
        return at;
      }
      this.#endLiteral(chunk, at);
    }
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return at;
    this.#structure(chunk, byte, at);
    return at;
  }

  #structure(chunk: Buffer, byte: number, at: number): void {
    switch (this.#want) {
      case "document":
      case "value":
        return this.#startValue(byte, at);
      case "value-or-end":
        return byte === closeArray ? this.#close(chunk, byte, at) : this.#startValue(byte, at);
      case "key-or-end":
        if (byte === closeObject) return this.#close(chunk, byte, at);
        return this.#startKey(byte, at);
      case "key":
        return this.#startKey(byte, at);
      case "colon":
        if (byte !== colon) throw this.#wrong(at, "a colon is missing after a field's name");
        this.#want = "value";
        return;
      case "after":
        return this.#after(chunk, byte, at);
    }
  }

  #after(chunk: Buffer, byte: number, at: number): void {
    const top = this.#stack.at(-1);
    if (byte === comma && top) {
      top.index++;
      this.#want = top.array ? "value" : "key";
    } else if (byte === closeArray || byte === closeObject) this.#close(chunk, byte, at);
    else throw this.#wrong(at, "a comma or a closing bracket is missing");
  }

  #startKey(byte: number, at: number): void {
    if (byte !== quote) throw this.#wrong(at, "a field's name in quotation marks is missing");
    this.#token = "string";
    this.#isKey = true;
    this.#tokenBytes = 0;
    this.#name = [];
  }

  #startValue(byte: number, at: number): void {
    const step = this.#stepOfValue();
    const isListOfDocuments = byte === openArray && this.#stack.length === 0;
    if (step && !this.#keep && isTerminal(step) && !isListOfDocuments) {
      this.#keep = { path: step.path, depth: this.#stack.length };
      this.#kept = [];
      this.#keptBytes = 0;
      this.#keepFrom = at;
    }
    if (byte === quote) {
      this.#token = "string";
      this.#isKey = false;
      this.#tokenBytes = 0;
    } else if (byte === openArray || byte === openObject) {
      if (this.#stack.length >= this.#limits.depth)
        throw this.#wrong(at, `values are nested deeper than ${this.#limits.depth} levels`);
      this.#stack.push({ array: byte === openArray, step, index: 0 });
      this.#names.push("[]");
      this.#want = byte === openArray ? "value-or-end" : "key-or-end";
    } else if (isLiteral[byte]) {
      this.#token = "literal";
      this.#tokenBytes = 1;
      this.#literal = [byte];
    } else throw this.#wrong(at, "a value is missing, or is not JSON");
  }

  /** Where the value that starts now stands among the paths. */
  #stepOfValue(): Step | null {
    const top = this.#stack.at(-1);
    if (!top) return this.#root;
    // An array that is the whole document is a list of documents.
    if (top.array) return this.#stack.length === 1 ? this.#root : stepInto(top.step, "[]");
    return stepInto(top.step, this.#names.at(-1) ?? "");
  }

  #inString(chunk: Buffer, from: number): number {
    let at = from;
    for (; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === quote || byte === backslash) break;
      if (byte < 0x20)
        throw this.#wrong(at, "a text holds a line break or control character that is not escaped");
    }
    if (this.#isKey && this.#stack.length <= 8 && at > from) this.#name.push(chunk.subarray(from, at));
    this.#tokenBytes += at - from;
    if (this.#tokenBytes > this.#limits.stringBytes)
      throw this.#wrong(from, `a text is longer than ${this.#limits.stringBytes} bytes`);
    if (at === chunk.length) return at;
    if (chunk[at] === backslash) {
      this.#token = "escape";
      this.#hexLeft = 0;
      return at;
    }
    this.#token = "none";
    if (this.#isKey) this.#endKey(at);
    else this.#endValue(chunk, at + 1);
    return at;
  }

  #inEscape(byte: number, at: number): number {
    if (this.#hexLeft > 0) {
      if (!/[0-9a-fA-F]/.test(String.fromCodePoint(byte)))
        throw this.#wrong(at, "a text holds a broken escape");
      if (--this.#hexLeft === 0) this.#token = "string";
      return at;
    }
    if (!escapes.has(byte)) throw this.#wrong(at, "a text holds an escape that JSON does not know");
    if (byte === 0x75) this.#hexLeft = 4;
    else this.#token = "string";
    return at;
  }

  #endKey(at: number): void {
    const key = this.#decode(joined(this.#name), at);
    this.#names[this.#names.length - 1] = key;
    this.#onKey(this.#names);
    this.#want = "colon";
  }

  #endLiteral(chunk: Buffer, end: number): void {
    const text = String.fromCodePoint(...this.#literal);
    this.#token = "none";
    if (!literal.test(text)) throw this.#wrong(end, `${JSON.stringify(text)} is no value of JSON`);
    this.#endValue(chunk, end);
  }

  #close(chunk: Buffer, byte: number, at: number): void {
    const top = this.#stack.at(-1);
    if (!top || top.array !== (byte === closeArray))
      throw this.#wrong(at, "a bracket closes what was not opened");
    this.#stack.pop();
    this.#names.pop();
    this.#endValue(chunk, at + 1);
  }

  #endValue(chunk: Buffer, end: number): void {
    const keep = this.#keep;
    if (keep?.depth === this.#stack.length) this.#complete(keep.path, chunk, end);
    if (this.#stack.length === 0) this.#documents++;
    this.#want = this.#stack.length === 0 ? "document" : "after";
  }

  #complete(path: string, chunk: Buffer, end: number): void {
    this.#keepPart(chunk, end);
    const text = this.#decode(joined(this.#kept), end);
    this.#keep = null;
    this.#kept = [];
    const elements = this.#stack.filter(({ array }) => array).map(({ index }) => index);
    const isList = this.#stack[0]?.array ?? false;
    const at = isList ? elements : [this.#documents, ...elements];
    const value: unknown = JSON.parse(text);
    this.#captured.push({ path, at, value, bytes: this.#keptBytes });
  }

  #keepPart(chunk: Buffer, end: number): void {
    const part = chunk.subarray(this.#keepFrom, end);
    this.#keptBytes += part.length;
    if (this.#keptBytes > this.#limits.recordBytes)
      throw this.#wrong(end, `one record is larger than ${this.#limits.recordBytes} bytes`);
    this.#kept.push(part);
    this.#keepFrom = 0;
  }

  #decode(bytes: Buffer, at: number): string {
    if (!isUtf8(bytes)) throw this.#wrong(at, "a text is not UTF-8");
    return bytes.toString("utf8");
  }

  /** Names the place in the words of the file: which element of which list, under which field. */
  #wrong(at: number, what: string): AppError {
    const place = this.#stack
      .map(({ array, index }, level) => (array ? `[${index}]` : `.${this.#names[level] ?? ""}`))
      .join("")
      .replaceAll(".[]", "")
      .slice(-200);
    const where = `at byte ${this.#base + at + 1}${place ? `, in ${place.replace(/^\./, "")}` : ""}`;
    return new AppError("invalid-input", `The report cannot be read: ${what} (${where}). ${remedy}`, {
      fields: [{ field: place.replace(/^\./, "") || "file", message: what }],
    });
  }
}

const joined = (parts: readonly Buffer[]): Buffer => {
  const [first, ...others] = parts;
  return first && others.length === 0 ? first : Buffer.concat(parts);
};

const remedy = "Let the tool write it again, as JSON in UTF-8, and import the whole file.";
