import type { Derived } from "#lib/domain/derived.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import type { PackedColumns } from "./packed-columns.ts";

/** A resource of an inventory too large for an object each: a number, by which everything is read from columns. */
export class PackedResource {
  readonly #columns: PackedColumns;
  readonly #index: number;

  private constructor(columns: PackedColumns, index: number) {
    this.#columns = columns;
    this.#index = index;
  }

  static of(columns: PackedColumns, index: number): Resource {
    // Safe because what is read of it is what a resource has.
    return new PackedResource(columns, index) as unknown as Resource;
  }

  /** What all resources of a packed inventory share; null where they are objects. */
  static columnsOf([first]: readonly Resource[]): PackedColumns | null {
    const given: unknown = first;
    return given instanceof PackedResource ? given.#columns : null;
  }

  get key(): string {
    return this.#columns.keys.at(this.#index);
  }
  get type(): ResourceType {
    return this.#columns.types.at(this.#index);
  }
  get account(): string {
    return this.#columns.accounts.at(this.#index);
  }
  get region(): string | null {
    return this.#columns.regions.at(this.#index);
  }
  get name(): string {
    return this.#columns.names.at(this.#index);
  }
  get tags(): Resource["tags"] {
    return this.#columns.tags.at(this.#index);
  }
  get properties(): Resource["properties"] {
    return this.#columns.propertiesOf(this.#index);
  }
  get facets(): Resource["facets"] {
    return this.#columns.facetsOf(this.#index);
  }
  get unknown(): Resource["unknown"] {
    return this.#columns.unknown.at(this.#index) ?? undefined;
  }
  get derived(): Derived | undefined {
    return this.#columns.derivedOf(this.#index);
  }
}
