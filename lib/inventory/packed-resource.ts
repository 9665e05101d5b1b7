import type { Derived } from "#lib/domain/derived.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import type { PackedRecords } from "./packed-records.ts";

/** What all resources of a packed inventory share. */
export type PackedColumns = {
  keys: readonly string[];
  types: readonly ResourceType[];
  accounts: readonly string[];
  records: PackedRecords<Resource>;
};

/** A resource of an inventory too large for an object each: what it is asked for often it knows, the rest is unpacked. */
export class PackedResource {
  readonly #columns: PackedColumns;
  readonly #index: number;
  readonly #derived: Derived | undefined;

  private constructor(columns: PackedColumns, index: number, derived: Derived | undefined) {
    this.#columns = columns;
    this.#index = index;
    this.#derived = derived;
  }

  static of(columns: PackedColumns, index: number): Resource {
    // Safe because the record is a resource, and everything else is read through to it.
    return new PackedResource(columns, index, undefined) as unknown as Resource;
  }

  /** The resource with what was derived of it now. */
  static derivedAs(resource: Resource, derived: Derived): Resource {
    const given: unknown = resource;
    if (!(given instanceof PackedResource)) return { ...resource, derived };
    // Safe as in `of`.
    return new PackedResource(given.#columns, given.#index, derived) as unknown as Resource;
  }

  get key(): string {
    return this.#columns.keys[this.#index] ?? "";
  }
  get type(): ResourceType {
    return this.#columns.types[this.#index] ?? this.#record.type;
  }
  get account(): string {
    return this.#columns.accounts[this.#index] ?? "";
  }
  get region(): string | null {
    return this.#record.region;
  }
  get name(): string {
    return this.#record.name;
  }
  get tags(): Resource["tags"] {
    return this.#record.tags;
  }
  get properties(): Resource["properties"] {
    return this.#record.properties;
  }
  get facets(): Resource["facets"] {
    return this.#record.facets;
  }
  get unknown(): Resource["unknown"] {
    return this.#record.unknown;
  }
  get derived(): Derived | undefined {
    return this.#derived ?? this.#record.derived;
  }

  get #record(): Resource {
    return this.#columns.records.at(this.#index);
  }
}
