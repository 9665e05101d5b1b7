import type { Derived } from "#lib/domain/derived.ts";
import type { Relationship } from "#lib/domain/relationship.ts";
import { classOf, isOfClass, type Resource } from "#lib/domain/resource.ts";
import { copyRows, type Cell } from "#lib/platform/copy.ts";
import { pool } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/id.ts";
import { workloadAt, workloadSize } from "./estate.ts";
import { seeded } from "./measure.ts";
import { resourceCells, resourceColumns, type Found } from "./resource-cells.ts";
import { withoutIndexes } from "./without-indexes.ts";

/** An estate with what was derived of it, written straight into the tables: a sync would take an hour. */
export async function plantInventory(
  organizationId: string,
  connectionId: string,
  size: { resources: number; relationships: number },
): Promise<void> {
  const client = await pool().connect();
  const collectionId = newId();
  try {
    // What is planted has no history: the triggers that write it are not run.
    await client.query("SET maintenance_work_mem = '1GB'; SET session_replication_role = replica");
    for (const table of ["Resource", "Relationship"] as const)
      await withoutIndexes(client, table, size.resources > indexedMax, () =>
        table === "Resource"
          ? copyRows(
              client,
              table,
              derivedColumns,
              resourceRows(size.resources, { organizationId, connectionId, collectionId, at: new Date() }),
            )
          : copyRows(
              client,
              table,
              relationshipColumns,
              relationshipRows(size, organizationId, collectionId),
            ),
      );
    await client.query('VACUUM ANALYZE "Resource", "Relationship"');
  } finally {
    client.release(true);
  }
}

/** Of more, indexes take longer to build than what is measured. */
const indexedMax = 200_000;

const derivedColumns = [...resourceColumns, "derived"];

function* resourceRows(count: number, found: Found): Generator<Cell[]> {
  for (const resource of resourcesUpTo(count)) yield [...resourceCells(resource, found), derivedOf(resource)];
}

function* resourcesUpTo(count: number): Generator<Resource> {
  for (let n = 0, left = count; left > 0; n++)
    for (const resource of workloadAt(n).resources.slice(0, left)) {
      left--;
      yield resource;
    }
}

/** Facts with reasons, as they are derived for such resources. */
function derivedOf(resource: Resource): Derived {
  const { key, name } = resource;
  const reason = (text: string) => ({ text: `${name} ${text}`, resourceKey: key });
  if (
    isOfClass(resource, "compute") &&
    resource.facets.publicNetwork &&
    resource.facets.authentication === "none"
  )
    return {
      exposure: { reach: "anyone", via: [key], reasons: [reason("answers requests from the internet")] },
    };
  if (isOfClass(resource, "data-store") && resource.facets.versioning)
    return {
      sensitivity: {
        level: "sensitive",
        dataClasses: ["personal-data"],
        reasons: [reason("is tagged as personal data")],
      },
    };
  if (classOf(resource.type) === "identity")
    return { privilege: { level: "scoped", reasons: [reason("may read one store")] } };
  return {};
}

const relationshipColumns = [
  "id",
  "organizationId",
  "collectionId",
  "fromKey",
  "kind",
  "toKey",
  "reason",
  "validFrom",
] as const;

function* relationshipRows(
  size: { resources: number; relationships: number },
  organizationId: string,
  collectionId: string,
): Generator<Cell[]> {
  const now = new Date();
  let left = size.relationships;
  for (const { from, kind, to, reason } of relationshipsOf(size.resources)) {
    if (left-- === 0) return;
    yield [newId(), organizationId, collectionId, from, kind, to, reason ?? null, now];
  }
}

/** What each workload is made of, and three times as much between them: who may read what, and where they log to. */
function* relationshipsOf(resourceCount: number): Generator<Relationship> {
  const random = seeded(resourceCount);
  const workloads = Math.floor(resourceCount / workloadSize);
  const some = (count: number) =>
    new Set(Array.from({ length: count }, () => Math.floor(random() * workloads)));
  for (let n = 0; n < workloads; n++) {
    const { resources, relationships } = workloadAt(n);
    yield* relationships;
    const [store, identity, third] = resources;
    if (!store || !identity || !third) continue;
    for (const other of some(5))
      if (other !== n) yield { from: identity.key, kind: "can-read", to: storeKey(other), reason };
    for (const { key } of resources)
      for (const other of some(3)) if (other !== n) yield { from: key, kind: "logs-to", to: storeKey(other) };
  }
}

const reason = "policy app allows it";

const storeKeys = new Map<number, string>();
function storeKey(workload: number): string {
  const key = storeKeys.get(workload) ?? workloadAt(workload).resources[0]?.key ?? "";
  storeKeys.set(workload, key);
  return key;
}
