import type { Relationship } from "#lib/domain/relationship.ts";
import { inFencedTransaction, type SyncRun } from "./fence.ts";
import type { ResourceRecord } from "./resource-record.ts";
import { relationshipId } from "./relationship-id.ts";
import type { Seen } from "./seen.ts";

type StoredResource = [key: string, hash: string];
type StoredRelationship = [fromKey: string, kind: string, toKey: string, reason: string | null];

/**
 * What is stored of a collection, by name and hash. Only the run that holds the fence changes it, so it is read once,
 * and what a run finds as it is stored costs no statement.
 */
export class StoredCollection {
  readonly #hashes: Map<string, string>;
  readonly #reasons: Map<string, string | null>;
  readonly #keysBefore: readonly string[];
  readonly #relationshipsBefore: readonly string[];

  constructor(resources: readonly StoredResource[], relationships: readonly StoredRelationship[]) {
    this.#hashes = new Map(resources);
    this.#reasons = new Map(
      relationships.map(([from, kind, to, reason]) => [relationshipId({ from, kind, to }), reason]),
    );
    this.#keysBefore = [...this.#hashes.keys()];
    this.#relationshipsBefore = [...this.#reasons.keys()];
  }

  /** Whether `record` has to be written; from then on it counts as stored. */
  takes({ key, hash }: Pick<ResourceRecord, "key" | "hash">): boolean {
    if (this.#hashes.get(key) === hash) return false;
    this.#hashes.set(key, hash);
    return true;
  }

  takesRelationship(relationship: Relationship): boolean {
    const id = relationshipId(relationship);
    const reason = relationship.reason ?? null;
    if (this.#reasons.get(id) === reason) return false;
    this.#reasons.set(id, reason);
    return true;
  }

  /** Whether a complete run that saw `seen` has nothing to sweep. */
  isAllSeen(seen: Seen): boolean {
    return (
      this.#keysBefore.every((key) => seen.keys.has(key)) &&
      this.#relationshipsBefore.every((id) => seen.hasRelationship(id))
    );
  }
}

export const readStoredCollection = (run: SyncRun, collectionId: string): Promise<StoredCollection> =>
  inFencedTransaction(run, async (client) => {
    const scope = [run.organizationId, collectionId];
    const read = <Row extends unknown[]>(text: string) =>
      client.query<Row>({ text, values: scope, rowMode: "array" });
    const resources = await read<StoredResource>(resourcesOfCollection);
    const relationships = await read<StoredRelationship>(relationshipsOfCollection);
    return new StoredCollection(resources.rows, relationships.rows);
  });

const resourcesOfCollection = `
  SELECT key, hash FROM "Resource"
  WHERE "organizationId" = $1 AND "collectionId" = $2 AND "removedAt" IS NULL`;

const relationshipsOfCollection = `
  SELECT "fromKey", kind, "toKey", reason FROM "Relationship"
  WHERE "organizationId" = $1 AND "collectionId" = $2 AND "validTo" IS NULL`;
