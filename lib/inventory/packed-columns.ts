import type { Derived } from "#lib/domain/derived.ts";
import type { Resource, ResourceType } from "#lib/domain/resource.ts";
import { guardUnknown, type Unknown } from "#lib/domain/unknown.ts";
import { CodeColumn } from "./code-column.ts";
import { withFieldsAddedSince } from "./fields-added-since.ts";
import { KeyTable } from "./key-table.ts";
import { PackedRecords } from "./packed-records.ts";

type Unknowns = Readonly<Record<string, Unknown>>;

/** A resource as it is read: its parts as JSON. */
export type ResourceRow = {
  key: string;
  type: ResourceType;
  name: string;
  account: string;
  region: string | null;
  tags: string;
  properties: string;
  facets: string;
  unknown: string | null;
  derived: string | null;
};

const asJson = <T>(sharing?: PackedRecords<T>) =>
  new PackedRecords<T>((text) => JSON.parse(text) as T, sharing);

/** All resources of an inventory, a column for each part, in which what is alike is kept once. */
export class PackedColumns {
  readonly keys: KeyTable;
  readonly types: CodeColumn<ResourceType>;
  readonly accounts: CodeColumn<string>;
  readonly regions: CodeColumn<string | null>;
  // Safe because only a sync writes these, from a resource of that very type.
  readonly names: PackedRecords<string>;
  readonly tags: PackedRecords<Resource["tags"]>;
  readonly unknown: PackedRecords<Unknowns | null>;
  readonly #properties: GuardedColumn<Resource["properties"]>;
  readonly #facets: GuardedColumn<Resource["facets"]>;
  readonly #stored: PackedRecords<Derived | null>;
  /** What was derived now, in place of what is stored. */
  #now: { ofNode: (node: number) => Derived } | null = null;

  /** With `sharing`, resources may be taken from there as they are. */
  constructor(count: number, sharing?: PackedColumns) {
    this.keys = new KeyTable(count);
    this.types = new CodeColumn(count);
    this.accounts = new CodeColumn(count);
    this.regions = new CodeColumn(count);
    this.names = asJson(sharing?.names);
    this.tags = asJson(sharing?.tags);
    this.unknown = asJson(sharing?.unknown);
    this.#properties = new GuardedColumn("properties", sharing && sharing.#properties);
    this.#facets = new GuardedColumn("facets", sharing && sharing.#facets);
    this.#stored = asJson(sharing && sharing.#stored);
  }

  add({ key, type, name, account, region, tags, properties, facets, unknown, derived }: ResourceRow): void {
    const index = this.keys.size;
    this.keys.add(key);
    this.types.add(type);
    this.accounts.add(account);
    this.regions.add(region);
    this.names.add(JSON.stringify(name));
    this.tags.add(tags, type);
    this.#properties.stored.add(properties, type);
    this.#facets.stored.add(facets, type);
    this.#stored.add(derived ?? "null", type);
    const told = withFieldsAddedSince(type, {
      properties: this.#properties.stored.at(index),
      facets: this.#facets.stored.at(index),
      ...(unknown === null ? {} : { unknown: JSON.parse(unknown) as Unknowns }),
    });
    this.unknown.add(told ? JSON.stringify(told) : "null");
  }

  /** A resource as it is there. */
  addFrom(shared: PackedColumns, index: number): void {
    this.keys.add(shared.keys.at(index));
    this.types.add(shared.types.at(index));
    this.accounts.add(shared.accounts.at(index));
    this.regions.add(shared.regions.at(index));
    this.names.addFrom(shared.names, index);
    this.tags.addFrom(shared.tags, index);
    this.unknown.addFrom(shared.unknown, index);
    this.#properties.stored.addFrom(shared.#properties.stored, index);
    this.#facets.stored.addFrom(shared.#facets.stored, index);
    this.#stored.addFrom(shared.#stored, index);
  }

  propertiesOf(index: number): Resource["properties"] {
    return this.#properties.at(index, this.unknown);
  }

  facetsOf(index: number): Resource["facets"] {
    return this.#facets.at(index, this.unknown);
  }

  derivedOf(index: number): Derived | undefined {
    return this.#now ? this.#now.ofNode(index) : (this.#stored.at(index) ?? undefined);
  }

  /** From now on all resources tell what is derived now. */
  tellDerived(facts: { ofNode: (node: number) => Derived }): void {
    this.#now = facts;
  }
}

/** Parts of which what was not collected cannot be read. The guard is made once for all that are alike. */
class GuardedColumn<T extends object> {
  // Safe because only a sync writes these, from a resource of that very type.
  readonly stored: PackedRecords<T>;
  readonly #guarded = new Map<number, T>();
  readonly #name: string;

  constructor(name: string, sharing?: GuardedColumn<T>) {
    this.#name = name;
    this.stored = asJson(sharing?.stored);
  }

  at(index: number, unknowns: PackedRecords<Unknowns | null>): T {
    const value = this.stored.at(index);
    const unknown = unknowns.at(index);
    if (!unknown) return value;
    const [place, why] = [this.stored.placeOf(index), unknowns.placeOf(index)];
    if (place < 0 || why < 0) return guardUnknown(value, unknown, this.#name);
    const id = place * 2 ** 26 + why;
    const known = this.#guarded.get(id) ?? guardUnknown(value, unknown, this.#name);
    this.#guarded.set(id, known);
    return known;
  }
}
