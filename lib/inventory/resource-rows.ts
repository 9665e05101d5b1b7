import type { Derived } from "#lib/domain/derived.ts";
import { guarded } from "#lib/domain/graph.ts";
import type { NodeKeys } from "#lib/domain/graph-links.ts";
import { isResourceType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { withFieldsAddedSince } from "./fields-added-since.ts";
import { PackedColumns } from "./packed-columns.ts";
import { PackedResource } from "./packed-resource.ts";
import { TextColumn } from "./text-column.ts";

export type TextByKey = { get: (key: string) => string | undefined };

export type ReadResources = {
  /** Guarded. */
  nodes: readonly Resource[];
  keys: NodeKeys;
  idByKey: TextByKey;
  hashByKey: TextByKey;
  skippedCount: number;
  /** For a later reading to take resources from. */
  rows: ResourceRows;
};

export type Row = readonly (string | null)[];
type How = { count: number; isPacked: boolean; hasNames: boolean };

/** Resources as they are read, in the order of their keys: objects, or packed where there are many. */
export class ResourceRows {
  readonly how: How;
  readonly #objects: Resource[] = [];
  readonly #indexByKey = new Map<string, number>();
  readonly #columns: PackedColumns | null;
  readonly #ids = new TextColumn(idLength);
  readonly #hashes = new TextColumn(hashLength);
  readonly #before: ResourceRows | undefined;
  #skippedCount = 0;

  /** At most `count` of them. Without names nobody can be told their ids and hashes. */
  constructor(how: How, before?: ResourceRows) {
    this.how = how;
    this.#before = before;
    this.#columns = how.isPacked
      ? new PackedColumns(how.count, (before && before.#columns) ?? undefined)
      : null;
  }

  /** What a row consists of, as SQL, without what was derived. */
  get parts(): string {
    const document = this.how.isPacked
      ? documentParts.map((part) => `(document->'${part}')::text`)
      : ["document::text"];
    return ["id", "hash", "key", "type", "name", "account", "region", ...document].join(", ");
  }

  get size(): number {
    return this.#columns?.keys.size ?? this.#objects.length;
  }

  keyOf(index: number): string {
    return this.#columns?.keys.at(index) ?? this.#objects[index]?.key ?? "";
  }

  add([id, hash, key, type, ...rest]: Row): void {
    if (!type || !isResourceType(type) || !key) {
      this.#skippedCount++;
      return;
    }
    if (this.#columns) addPacked(this.#columns, key, type, rest);
    else this.#push(toResource(key, type, rest));
    this.#name(id ?? "", hash ?? "");
  }

  /** One of those that were read before. */
  addFromBefore(index: number): void {
    const before = this.#before;
    if (!before) throw new RangeError("Nothing was read before");
    const known = before.#objects[index];
    if (this.#columns && before.#columns) this.#columns.addFrom(before.#columns, index);
    else if (known) this.#push(known);
    this.#name(before.#ids.at(index), before.#hashes.at(index));
  }

  end(): ReadResources {
    const [columns, objects] = [this.#columns, this.#objects];
    columns?.keys.end();
    const nodes = columns
      ? Array.from({ length: columns.keys.size }, (_, index) => PackedResource.of(columns, index))
      : objects;
    const indexByKey = columns?.keys ?? this.#indexByKey;
    const textOf = (column: TextColumn): TextByKey => ({
      get: (key) => {
        const index = indexByKey.get(key);
        return index === undefined || !this.how.hasNames ? undefined : column.at(index);
      },
    });
    return {
      nodes,
      keys: { count: nodes.length, indexByKey, keyOf: (node) => this.keyOf(node) },
      idByKey: textOf(this.#ids),
      hashByKey: textOf(this.#hashes),
      skippedCount: this.#skippedCount,
      rows: this,
    };
  }

  #push(resource: Resource): void {
    this.#indexByKey.set(resource.key, this.#objects.length);
    this.#objects.push(resource);
  }

  #name(id: string, hash: string): void {
    if (!this.how.hasNames) return;
    this.#ids.add(id);
    this.#hashes.add(hash);
  }
}

/** Of a UUID, and of SHA-256 in Base64. */
const [idLength, hashLength] = [36, 43];

const documentParts = ["tags", "properties", "facets", "unknown"] as const;
type Document = Pick<Resource, (typeof documentParts)[number]>;

function addPacked(columns: PackedColumns, key: string, type: ResourceType, row: Row): void {
  const [name, account, region, tags, properties, facets, unknown, derived] = row;
  columns.add({
    key,
    type,
    name: name ?? "",
    account: account ?? "",
    region: region ?? null,
    tags: tags ?? "{}",
    properties: properties ?? "{}",
    facets: facets ?? "{}",
    unknown: unknown ?? null,
    derived: derived ?? null,
  });
}

function toResource(key: string, type: ResourceType, row: Row): Resource {
  const [name, account, region, text, derived] = row;
  // Safe because only a sync writes these rows, from a resource of that very type.
  const document = JSON.parse(text ?? "{}") as Document;
  const { tags, properties, facets } = document;
  const unknown = withFieldsAddedSince(type, document);
  return guarded({
    key,
    type,
    name,
    account,
    region,
    tags,
    properties,
    facets,
    ...(unknown ? { unknown } : {}),
    ...(derived ? { derived: JSON.parse(derived) as Derived } : {}),
  } as Resource);
}
