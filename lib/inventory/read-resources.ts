import type pg from "pg";

import type { Derived } from "#lib/domain/derived.ts";
import { guarded } from "#lib/domain/graph.ts";
import type { NodeKeys } from "#lib/domain/graph-links.ts";
import { isResourceType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { withFieldsAddedSince } from "./fields-added-since.ts";
import { PackedRecords } from "./packed-records.ts";
import { PackedResource, type PackedColumns } from "./packed-resource.ts";
import { readInParts } from "./read-in-parts.ts";
import { TextColumn } from "./text-column.ts";

export type TextByKey = { get: (key: string) => string | undefined };

export type ReadResources = {
  /** Guarded. */
  nodes: readonly Resource[];
  keys: NodeKeys;
  idByKey: TextByKey;
  hashByKey: TextByKey;
  skippedCount: number;
};

const query = `
  SELECT id, hash, key, type, name, account, region, document::text, nullif(derived, '{}')::text
  FROM "Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL ORDER BY key`;

type Place = { key: string; type: ResourceType; account: string };
/** `record` is one line of JSON: what a resource has beside its place. */
type Kept = { add: (place: Place, record: string) => void; nodes: () => readonly Resource[] };

/** Resources as objects, or packed where there are as many as `packedFrom`. */
export async function readResources(
  client: pg.PoolClient,
  organizationId: string,
  packedFrom: number,
  signal?: AbortSignal,
): Promise<ReadResources> {
  const count = await countResources(client, organizationId);
  const keyOf: string[] = [];
  const kept = count >= packedFrom ? packed(keyOf) : asObjects();
  const indexByKey = new Map<string, number>();
  const [ids, hashes] = [new TextColumn(idLength), new TextColumn(hashLength)];
  let skippedCount = 0;
  for await (const rows of readInParts(client, query, [organizationId], signal))
    for (const [id, hash, key, type, name, account, region, document, derived] of rows) {
      if (!type || !isResourceType(type) || !key) {
        skippedCount++;
        continue;
      }
      indexByKey.set(key, keyOf.length);
      keyOf.push(key);
      ids.add(id ?? "");
      hashes.add(hash ?? "");
      const record = `[${JSON.stringify([name, region])},${document},${derived}]`;
      kept.add({ key, type, account: account ?? "" }, record);
    }
  const textOf = (column: TextColumn): TextByKey => ({
    get: (key) => {
      const index = indexByKey.get(key);
      return index === undefined ? undefined : column.at(index);
    },
  });
  return {
    nodes: kept.nodes(),
    keys: { count: keyOf.length, indexByKey, keyOf: (node) => keyOf[node] ?? "" },
    idByKey: textOf(ids),
    hashByKey: textOf(hashes),
    skippedCount,
  };
}

/** Of a UUID, and of SHA-256 in Base64. */
const [idLength, hashLength] = [36, 43];

async function countResources(client: pg.PoolClient, organizationId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM "Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL',
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

function asObjects(): Kept {
  const nodes: Resource[] = [];
  return { add: (place, record) => nodes.push(toResource(place, record)), nodes: () => nodes };
}

/** `keys` are added by whoever adds the rest. */
function packed(keys: readonly string[]): Kept {
  const [types, accounts]: [ResourceType[], string[]] = [[], []];
  const shared = new Map<string, string>();
  const columns: PackedColumns = {
    keys,
    types,
    accounts,
    records: new PackedRecords((record, index) => {
      const type = types[index];
      if (!type) throw new RangeError(`There is no resource ${index}`);
      return toResource({ key: keys[index] ?? "", type, account: accounts[index] ?? "" }, record);
    }),
  };
  return {
    add: ({ type, account }, record) => {
      types.push(sharedIn(shared, type));
      accounts.push(sharedIn(shared, account));
      columns.records.add(record);
    },
    nodes: () => {
      columns.records.end();
      return keys.map((_, index) => PackedResource.of(columns, index));
    },
  };
}

/** One string for all that are alike. */
function sharedIn<T extends string>(shared: Map<string, string>, text: T): T {
  const known = shared.get(text);
  if (known === undefined) shared.set(text, text);
  // Safe because what is found is the same text.
  return (known ?? text) as T;
}

type Document = Pick<Resource, "tags" | "properties" | "facets" | "unknown">;

function toResource({ key, type, account }: Place, record: string): Resource {
  // Safe because only a sync writes these rows, from a resource of that very type.
  const [[name, region], document, derived] = JSON.parse(record) as [
    [name: string, region: string | null],
    Document,
    Derived | null,
  ];
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
    ...(derived ? { derived } : {}),
  } as Resource);
}
