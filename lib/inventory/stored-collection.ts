import type pg from "pg";

import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { DigestTable } from "./digest-table.ts";
import { inFencedTransaction, type SyncRun } from "./fence.ts";
import { readInParts } from "./read-in-parts.ts";
import { relationshipId } from "./relationship-id.ts";

type Ends = Pick<Relationship, "from" | "to"> & { kind: string };

/**
 * What is stored of a collection, by name and hash, and what of it a run has seen. Only the run that holds the fence
 * changes it, so it is read once, and what a run finds as it is stored costs no statement.
 */
export class StoredCollection {
  readonly #hashes = new DigestTable();
  readonly #reasons = new DigestTable();
  /** Ends and kinds that a resource says it could not be asked for: what was known of them stays. */
  readonly #unknown = new Set<string>();
  #isChanged = false;

  /** Adds a resource that is stored, before the run sees any. */
  addResource(key: string, hash: string): void {
    this.#hashes.put(key, hash);
  }

  addRelationship(ends: Ends, reason: string | null): void {
    this.#reasons.put(relationshipId(ends), reason);
  }

  /** How many different resources the run has seen. */
  get seenCount(): number {
    return this.#hashes.markedCount;
  }

  /** Whether the resource has to be written; from then on it counts as stored. */
  takes(key: string, hash: string): boolean {
    const isStored = this.#hashes.mark(key, hash) === "same";
    if (!isStored) this.#isChanged = true;
    return !isStored;
  }

  takesRelationship(relationship: Relationship): boolean {
    return this.#reasons.mark(relationshipId(relationship), relationship.reason ?? null) !== "same";
  }

  /** Remembers which relationships of a resource nobody could ask for. */
  notes({ key, unknown }: Pick<Resource, "key" | "unknown">): void {
    if (!unknown) return;
    for (const path of Object.keys(unknown))
      if (path.startsWith(relationshipsOf)) this.#unknown.add(`${key} ${path.slice(relationshipsOf.length)}`);
  }

  /** Whether the run has not seen a resource that is stored: what a complete run sweeps. */
  isLost(key: string): boolean {
    return !this.#hashes.isMarked(key);
  }

  /** Whether the run has not seen a relationship that is stored, though it could be asked for. */
  isLostRelationship(ends: Ends): boolean {
    return !this.#reasons.isMarked(relationshipId(ends)) && !this.#unknown.has(`${ends.from} ${ends.kind}`);
  }

  /** Whether to look for what is lost at all. */
  get isAllSeen(): boolean {
    return this.#areResourcesSeen && this.#reasons.markedCount === this.#reasons.size;
  }

  /** How many resources are stored, or `null` if that is no longer certain and has to be counted. */
  get certainCount(): number | null {
    return this.#isChanged || !this.#areResourcesSeen ? null : this.seenCount;
  }

  get #areResourcesSeen(): boolean {
    return this.#hashes.markedCount === this.#hashes.size;
  }
}

const relationshipsOf = "relationships.";

export const readStoredCollection = (run: SyncRun, collectionId: string): Promise<StoredCollection> =>
  inFencedTransaction(run, async (client) => {
    const stored = new StoredCollection();
    for await (const { key, ends, text } of readStored(client, run, collectionId))
      if (ends) stored.addRelationship(ends, text);
      else stored.addResource(key, text ?? "");
    return stored;
  });

/** What is stored and was not seen: the keys of resources, and the ends and kinds of relationships. */
export async function readLost(
  client: pg.PoolClient,
  run: SyncRun,
  collectionId: string,
  stored: StoredCollection,
): Promise<{ keys: string[]; relationships: string[][] }> {
  const lost = { keys: [] as string[], relationships: [] as string[][] };
  if (stored.isAllSeen) return lost;
  for await (const { key, ends } of readStored(client, run, collectionId))
    if (ends && stored.isLostRelationship(ends)) lost.relationships.push([ends.from, ends.kind, ends.to]);
    else if (!ends && stored.isLost(key)) lost.keys.push(key);
  return lost;
}

/** A resource with its hash, or a relationship, by where it starts, with its reason. */
type Stored = { key: string; ends: Ends | null; text: string | null };

async function* readStored(
  client: pg.PoolClient,
  { organizationId }: SyncRun,
  collectionId: string,
): AsyncGenerator<Stored> {
  for await (const rows of readInParts(client, storedRows, [organizationId, collectionId]))
    for (const [key, text = null, kind, to] of rows)
      if (key) yield { key, ends: kind && to ? { from: key, kind, to } : null, text };
}

/** Both in one statement, since most collections are small and there are many. */
const storedRows = `
  SELECT key, hash, NULL, NULL FROM "Resource"
  WHERE "organizationId" = $1 AND "collectionId" = $2 AND "removedAt" IS NULL
  UNION ALL
  SELECT "fromKey", reason, kind, "toKey" FROM "Relationship"
  WHERE "organizationId" = $1 AND "collectionId" = $2 AND "validTo" IS NULL`;
