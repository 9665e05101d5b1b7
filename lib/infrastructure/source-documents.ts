import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Alias,
  type Document,
  type Node,
} from "yaml";

import { AppError } from "#lib/domain/errors.ts";

const sizeMax = 32 * 1024 * 1024;
const depthMax = 400;
/** Aliases stand for whole trees, and of aliases made text can grow without end. */
const repeatedMax = 100_000;
const documentsMax = 20_000;

/** Where each mapping and each of its members was written. */
export class Lines {
  readonly #byValue = new WeakMap<object, { own: number; members: Map<string, number> }>();

  set(value: object, own: number, members: Map<string, number>): void {
    this.#byValue.set(value, { own, members });
  }

  of(value: unknown, member?: string | number): number | null {
    if (typeof value !== "object" || value === null) return null;
    const known = this.#byValue.get(value);
    return known ? (known.members.get(String(member)) ?? known.own) : null;
  }
}

export type SourceDocuments = { documents: unknown[]; lines: Lines };

/**
 * Every document of a YAML or JSON text, with the lines of what is in it. A tag of one's own, as CloudFormation's
 * short forms are, becomes a mapping of one member: `!Ref a` reads as `{ "!Ref": "a" }`.
 */
export function readDocuments(path: string, text: string): SourceDocuments {
  if (text.length > sizeMax)
    throw new AppError(
      "too-large",
      `${path} has ${Math.round(text.length / 1024 / 1024)} MiB, and ${sizeMax / 1024 / 1024} of a manifest or template are read at most. Split it.`,
    );
  const counter = new LineCounter();
  const parsed = parsedWith(path, text, counter);
  if (parsed.length > documentsMax)
    throw new AppError("too-large", `${path} holds more than ${documentsMax} documents. Split it.`);
  for (const { errors } of parsed) {
    const [first] = errors;
    if (!first) continue;
    if (/call stack/.test(first.message)) throw tooDeep(path);
    const { line } = counter.linePos(first.pos[0]);
    const said = first.message.split("\n")[0] ?? "";
    throw new AppError("invalid-input", `${path}:${line} is not valid YAML: ${said.slice(0, 200)}`);
  }
  const reader = new NodeReader(path, counter);
  return { documents: parsed.map((document) => reader.read(document)), lines: reader.lines };
}

function parsedWith(path: string, text: string, lineCounter: LineCounter): Document[] {
  try {
    const found = parseAllDocuments(text, {
      lineCounter,
      uniqueKeys: false,
      logLevel: "silent",
      prettyErrors: false,
    });
    return Array.isArray(found) ? found : [];
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(path);
    throw error;
  }
}

const tooDeep = (path: string): AppError =>
  new AppError(
    "invalid-input",
    `${path} nests deeper than ${depthMax} levels, which no plan, template or manifest does. Check what wrote it.`,
  );

class NodeReader {
  readonly lines = new Lines();
  readonly #path: string;
  readonly #counter: LineCounter;
  readonly #targets = new Map<Alias, Node>();
  #aliasDepth = 0;
  #repeatedCount = 0;
  #document: Document | null = null;

  constructor(path: string, counter: LineCounter) {
    this.#path = path;
    this.#counter = counter;
  }

  read(document: Document): unknown {
    this.#document = document;
    return this.#value(document.contents, 0);
  }

  #value(node: unknown, depth: number): unknown {
    if (depth > depthMax) throw tooDeep(this.#path);
    if (this.#aliasDepth > 0 && ++this.#repeatedCount > repeatedMax)
      throw new AppError(
        "too-large",
        `${this.#path} unfolds to more than ${repeatedMax} values by its aliases. Write them out, or split it.`,
      );
    if (isAlias(node)) return this.#repeated(node, depth);
    const value = this.#untagged(node, depth);
    const tag = isScalar(node) || isMap(node) || isSeq(node) ? node.tag : undefined;
    if (tag === undefined || !/^![A-Za-z]/.test(tag)) return value;
    const tagged = { [tag]: value };
    this.lines.set(tagged, this.#lineOf(node), new Map());
    return tagged;
  }

  #repeated(alias: Alias, depth: number): unknown {
    this.#aliasDepth++;
    const value = this.#value(this.#targetOf(alias), depth + 1);
    this.#aliasDepth--;
    return value;
  }

  /** To find what an alias stands for is to walk the document, so it is done once. */
  #targetOf(alias: Alias): Node | undefined {
    const known = this.#targets.get(alias);
    if (known || !this.#document) return known;
    const found = alias.resolve(this.#document);
    if (found) this.#targets.set(alias, found);
    return found;
  }

  #untagged(node: unknown, depth: number): unknown {
    if (isScalar(node)) return typeof node.value === "bigint" ? Number(node.value) : node.value;
    if (isSeq(node)) {
      const items: unknown[] = node.items.map((item) => this.#value(item, depth + 1));
      const members = node.items.map((item, index) => [String(index), this.#lineOf(item)] as const);
      this.lines.set(items, this.#lineOf(node), new Map(members));
      return items;
    }
    if (!isMap(node)) return null;
    const entries: [string, unknown][] = [];
    const members = new Map<string, number>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      const read = this.#value(value, depth + 1);
      // What is written beside a merge outranks what is merged in.
      if (name === "<<") entries.unshift(...mergedIn(read));
      else entries.push([name, read]);
      members.set(name, this.#lineOf(key));
    }
    const object = Object.fromEntries(entries);
    this.lines.set(object, this.#lineOf(node), members);
    return object;
  }

  #lineOf(node: unknown): number {
    const [start] = (node as Node | null)?.range ?? [0];
    return this.#counter.linePos(start).line;
  }
}

const mergedIn = (value: unknown): [string, unknown][] =>
  (Array.isArray(value) ? value.toReversed() : [value]).flatMap((one: unknown) =>
    typeof one === "object" && one !== null ? Object.entries(one) : [],
  );
