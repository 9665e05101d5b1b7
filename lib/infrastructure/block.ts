import { UndecidedDeclaration, type Declared, type Reference } from "./declared.ts";
import type { World } from "./world.ts";

/** Gives the value that an attribute of a declaration will have, or null where nothing tells. */
export type Identify = (reference: Reference) => string | null;

const anything = "known-after-apply";

/** Reads one block of a declaration. What is not known is looked up by reference, else guessed as the world has it. */
export class Block {
  readonly declared: Declared;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #unknown: unknown;
  readonly #path: readonly (string | number)[];
  readonly #world: World;
  readonly #identify: Identify;

  constructor(
    declared: Declared,
    world: World,
    identify: Identify,
    at: { values: unknown; unknown: unknown; path: readonly (string | number)[] } = {
      values: declared.values,
      unknown: declared.unknown,
      path: [],
    },
  ) {
    this.declared = declared;
    this.#values = asRecord(at.values);
    this.#unknown = at.unknown;
    this.#path = at.path;
    this.#world = world;
    this.#identify = identify;
  }

  /** A text, or what the one thing it refers to will be called. Empty texts count as left out. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (typeof value === "number") return String(value);
    if (typeof value === "string") return value === "" ? undefined : value;
    if (!this.isUnknown(name)) return undefined;
    return this.#linked(name) ?? this.#world.guess([anything, undefined, "*"]);
  }

  /** The same, where what is not known is not guessed either: of what names a resource. */
  known(name: string): string | null {
    const value = this.#values[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
    return this.isUnknown(name) ? (this.#linked(name) ?? null) : null;
  }

  texts(name: string): string[] {
    const value = this.#values[name];
    const unknown = this.#unknownAt(name);
    if (unknown === true || (Array.isArray(unknown) && unknown.includes(true))) {
      const known = Array.isArray(value)
        ? value.filter((item): item is string => typeof item === "string")
        : [];
      const linked = this.#references(name).map(this.#identify);
      if (linked.length > 0 && linked.every((text) => text !== null)) return [...known, ...linked];
      return [...known, ...(this.#world.guess([[], ["*"], [anything]]) ?? [])];
    }
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  }

  flag(name: string): boolean | undefined {
    const value = this.#values[name];
    if (typeof value === "boolean") return value;
    return this.isUnknown(name) ? this.#world.guess([undefined, true, false]) : undefined;
  }

  number(name: string): number | undefined {
    const value = this.#values[name];
    if (typeof value === "number") return value;
    if (typeof value === "string" && value !== "" && Number.isFinite(Number(value))) return Number(value);
    return this.isUnknown(name) ? this.#world.guess([undefined, 0, 1_000_000]) : undefined;
  }

  /** One of the provider's own words. */
  choice<T extends string>(name: string, ...words: readonly T[]): T | undefined {
    if (this.isUnknown(name)) return this.#world.guess(words);
    const value = this.#values[name];
    return words.find((word) => word === value);
  }

  /** The first block of a name; most blocks may stand once. */
  block(name: string): Block | undefined {
    return this.blocks(name)[0];
  }

  blocks(name: string): Block[] {
    const value = this.#values[name];
    const unknown = childOf(this.#unknown, name);
    const items = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isRecord);
    if (unknown === true && items.length === 0) {
      if (this.declared.isLeftOut([...this.#path, name], "block")) return [];
      throw new UndecidedDeclaration(this.declared.place, [...this.#path, name].join("."));
    }
    return items.map(
      (values, index) =>
        new Block(this.declared, this.#world, this.#identify, {
          values,
          unknown: Array.isArray(unknown) ? unknown[index] : unknown,
          path: [...this.#path, name, index],
        }),
    );
  }

  /** Names and texts, as tags and variables are. */
  map(name: string): Record<string, string> {
    const value = asRecord(this.#values[name]);
    const unknown = this.#unknownAt(name);
    const known = Object.entries(value).flatMap(([key, text]) =>
      typeof text === "string" ? [[key, text]] : [],
    );
    const open = unknown === true ? [] : Object.keys(asRecord(unknown));
    if (unknown === true && known.length === 0)
      return this.#world.guess([{}, { [anything]: anything }]) ?? {};
    const left = open.filter((key) => childOf(unknown, key) === true);
    const only = left.length === 1 ? this.#stillOpen(name) : undefined;
    const guessed = left.map((key) => [
      key,
      only ?? this.#world.guess([anything, "*", anything]) ?? anything,
    ]);
    return Object.fromEntries([...known, ...guessed]);
  }

  /** Of all that a map was written with, what the one thing will be called that is not known by value. */
  #stillOpen(name: string): string | undefined {
    const open = this.#references(name).filter(
      ({ to, attribute }) => typeof to.values[attribute] !== "string",
    );
    const [only] = open;
    return open.length === 1 && only ? (this.#identify(only) ?? undefined) : undefined;
  }

  isUnknown(name: string): boolean {
    return this.#unknownAt(name) === true;
  }

  /** Another declaration, read in the same world. */
  of(declared: Declared): Block {
    return new Block(declared, this.#world, this.#identify);
  }

  /** What an attribute was written with. */
  referencesOf(name: string): readonly Reference[] {
    return this.#references(name);
  }

  /** Everything that is written or will be. */
  names(): string[] {
    return [...new Set([...Object.keys(this.#values), ...Object.keys(asRecord(this.#unknown))])];
  }

  has(name: string): boolean {
    const value = this.#values[name];
    return this.isUnknown(name) || (value !== undefined && value !== null);
  }

  raw(name: string): unknown {
    return this.#values[name];
  }

  guess<T>(possible: readonly T[]): T | undefined {
    return this.#world.guess(possible);
  }

  /** What is left out has the provider's default, which a mapping states where it is not that there is none. */
  #unknownAt(name: string): unknown {
    const unknown = childOf(this.#unknown, name);
    return unknown === true && this.declared.isLeftOut([...this.#path, name], "value") ? undefined : unknown;
  }

  #references(name: string): readonly Reference[] {
    return this.declared.references([...this.#path, name]);
  }

  /** Only where it refers to one thing: a text put together of several is not one of them. */
  #linked(name: string): string | undefined {
    const references = this.#references(name);
    const [only] = references;
    return references.length === 1 && only ? (this.#identify(only) ?? undefined) : undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

function childOf(unknown: unknown, name: string): unknown {
  if (unknown === true) return true;
  return isRecord(unknown) ? unknown[name] : undefined;
}
