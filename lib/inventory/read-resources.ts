import type pg from "pg";

import type { Derived } from "#lib/domain/derived.ts";
import { guarded } from "#lib/domain/graph.ts";
import type { NodeKeys } from "#lib/domain/graph-links.ts";
import { isResourceType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { withFieldsAddedSince } from "./fields-added-since.ts";
import { PackedColumns } from "./packed-columns.ts";
import { PackedResource } from "./packed-resource.ts";
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

/** Of more resources than this, whoever derives from them remembers nothing that goes by their hashes. */
export const hashedMax = 300_000;

/** What of an inventory is read. */
export type Reading = {
  /** `collected` leaves out what was derived, as whoever derives it anew must. */
  what: "all" | "collected";
  /** From so many resources on they are kept packed. */
  packedFrom: number;
};

type Row = readonly (string | null)[];
/** Adds a resource whose type is known, from a row behind its id, hash, key and type. */
type Kept = {
  parts: string;
  add: (key: string, type: ResourceType, row: Row) => void;
  nodes: () => readonly Resource[];
};

/** Resources as objects, or packed where there are many. */
export async function readResources(
  client: pg.PoolClient,
  organizationId: string,
  { what, packedFrom }: Reading,
  signal?: AbortSignal,
): Promise<ReadResources> {
  const count = await countResources(client, organizationId);
  const isPacked = count >= packedFrom;
  const [kept, keys] = isPacked ? packed(count) : asObjects();
  const derived = what === "all" ? "nullif(derived, '{}')::text" : "NULL";
  const query = `
    SELECT id, hash, key, type, ${kept.parts}, ${derived}
    FROM "Resource" WHERE "organizationId" = $1 AND "removedAt" IS NULL ORDER BY key`;
  const [ids, hashes] = [new TextColumn(idLength), new TextColumn(hashLength)];
  const isNamed = what === "all" || count <= hashedMax;
  let skippedCount = 0;
  for await (const rows of readInParts(client, query, [organizationId], signal))
    for (const [id, hash, key, type, ...rest] of rows) {
      if (!type || !isResourceType(type) || !key) {
        skippedCount++;
        continue;
      }
      kept.add(key, type, rest);
      if (!isNamed) continue;
      ids.add(id ?? "");
      hashes.add(hash ?? "");
    }
  const textOf = (column: TextColumn): TextByKey => ({
    get: (key) => {
      const index = keys.indexByKey.get(key);
      return index === undefined || !isNamed ? undefined : column.at(index);
    },
  });
  const nodes = kept.nodes();
  return {
    nodes,
    keys: { ...keys, count: nodes.length },
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

type Keys = Omit<NodeKeys, "count">;

function asObjects(): [Kept, Keys] {
  const nodes: Resource[] = [];
  const indexByKey = new Map<string, number>();
  const kept: Kept = {
    parts: "name, account, region, document::text",
    add: (key, type, row) => {
      indexByKey.set(key, nodes.length);
      nodes.push(toResource(key, type, row));
    },
    nodes: () => nodes,
  };
  return [kept, { indexByKey, keyOf: (node) => nodes[node]?.key ?? "" }];
}

function packed(count: number): [Kept, Keys] {
  const columns = new PackedColumns(count);
  const { keys } = columns;
  const kept: Kept = {
    parts: ["name", "account", "region", ...documentParts.map((part) => `(document->'${part}')::text`)].join(
      ", ",
    ),
    add: (key, type, [name, account, region, tags, properties, facets, unknown, derived]) =>
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
      }),
    nodes: () => {
      keys.end();
      return Array.from({ length: keys.size }, (_, index) => PackedResource.of(columns, index));
    },
  };
  return [kept, { indexByKey: keys, keyOf: (node) => keys.at(node) }];
}

const documentParts = ["tags", "properties", "facets", "unknown"] as const;
type Document = Pick<Resource, (typeof documentParts)[number]>;

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
