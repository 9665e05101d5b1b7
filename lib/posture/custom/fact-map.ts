import type { CelInput } from "@bufbuild/cel";

import type { Derived } from "#lib/domain/derived.ts";
import { classOf, type Resource } from "#lib/domain/resource.ts";
import { UnknownRead } from "#lib/domain/unknown.ts";
import { running } from "./run.ts";

const depthMax = 12;

/** Facts as an expression reads them. Reading one that was not collected ends the evaluation as unknown. */
class FactMap extends Map<string, CelInput> {
  readonly #facts: object;
  readonly #note: (name: string, value: unknown) => void;

  constructor(facts: object, note: (name: string, value: unknown) => void = () => undefined) {
    super();
    this.#facts = facts;
    this.#note = note;
  }

  override get(name: string): CelInput | undefined {
    if (typeof name !== "string" || !Object.hasOwn(this.#facts, name)) return undefined;
    const value = read(() => Reflect.get(this.#facts, name) as unknown);
    if (value === undefined) return undefined;
    this.#note(name, value);
    return toInput(value);
  }
  override has(name: string): boolean {
    return this.get(name) !== undefined;
  }
  override get size(): number {
    return Object.keys(this.#facts).length;
  }
  override *keys(): MapIterator<string> {
    yield* Object.keys(this.#facts);
  }
  override *entries(): MapIterator<[string, CelInput]> {
    for (const name of Object.keys(this.#facts)) yield [name, this.get(name) ?? null];
  }
  override *values(): MapIterator<CelInput> {
    for (const [, value] of this.entries()) yield value;
  }
  override [Symbol.iterator](): MapIterator<[string, CelInput]> {
    return this.entries();
  }
  override forEach(visit: (value: CelInput, name: string, map: Map<string, CelInput>) => void): void {
    for (const [name, value] of this.entries()) visit(value, name, this);
  }
}

function read(fact: () => unknown): unknown {
  try {
    return fact();
  } catch (error) {
    if (error instanceof UnknownRead) running().unknown ??= error.unknown;
    throw error;
  }
}

/** Plain data only, and no deeper than any provider's answer has to be. */
function toInput(value: unknown, depth = 0): CelInput {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || depth > depthMax) return null;
  if (Array.isArray(value)) return value.map((one) => toInput(one, depth + 1));
  return new Map(Object.entries(value).map(([name, one]) => [name, toInput(one, depth + 1)]));
}

const evidenceMax = 20;

/** What an expression read of the resource it is about is what its finding rests on. */
function noteEvidence(name: string, value: unknown): void {
  const { evidence } = running();
  if (Object.keys(evidence).length >= evidenceMax || Object.hasOwn(evidence, name)) return;
  if (value === null || ["string", "number", "boolean"].includes(typeof value))
    // Safe because exactly these three were asked for.
    evidence[name] = value as string | number | boolean | null;
  else if (Array.isArray(value) && value.every((one) => typeof one === "string"))
    evidence[name] = value.slice(0, evidenceMax);
}

/** Read only when an expression does: of the past, what was concluded is not known. */
const conclusions = (derived: Derived = {}) => ({
  get exposure() {
    return derived.exposure?.reach ?? null;
  },
  get sensitivity() {
    return derived.sensitivity?.level ?? null;
  },
  get privilege() {
    return derived.privilege?.level ?? null;
  },
});

type Facts = Record<string, CelInput>;

/** The variables of an expression about this resource. */
export const factsOf = (resource: Resource): Facts => described(resource, noteEvidence);

/** A resource beside the one that is checked: a map of the same names. */
export const neighbourOf = (resource: Resource): CelInput =>
  new Map(Object.entries(described(resource, () => undefined)));

function described(resource: Resource, note: (name: string, value: unknown) => void): Facts {
  const { key, name, type, account, region, tags, facets, properties, derived } = resource;
  return {
    key,
    name,
    type,
    class: classOf(type),
    account,
    region,
    tags: new FactMap(tags, note),
    facets: new FactMap(facets, note),
    properties: new FactMap(properties, note),
    derived: new FactMap(conclusions(derived), note),
  };
}
