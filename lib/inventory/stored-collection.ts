import type { Relationship } from "#lib/domain/relationship.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { inFencedTransaction, type SyncRun } from "./fence.ts";
import { relationshipId, relationshipParts } from "./relationship-id.ts";

type StoredResource = [key: string, hash: string];
type StoredRelationship = [fromKey: string, kind: string, toKey: string, reason: string | null];

/** One thing of a collection: as it is stored now, and whether the run has come across it. */
type Known<Value> = { value: Value; seen: boolean };

/**
 * What is stored of a collection, by name and hash, and what of it a run has seen. Only the run that holds the fence
 * changes it, so it is read once, and what a run finds as it is stored costs no statement.
 */
export class StoredCollection {
  readonly #hashes = new Map<string, Known<string>>();
  readonly #reasons = new Map<string, Known<string | null>>();
  /** Ends and kinds that a resource says it could not be asked for: what was known of them stays. */
  readonly #unknown = new Set<string>();
  #seenCount = 0;
  #isChanged = false;

  constructor(resources: readonly StoredResource[], relationships: readonly StoredRelationship[]) {
    for (const [key, hash] of resources) this.#hashes.set(key, { value: hash, seen: false });
    for (const [from, kind, to, reason] of relationships)
      this.#reasons.set(relationshipId({ from, kind, to }), { value: reason, seen: false });
  }

  /** How many different resources the run has seen. */
  get seenCount(): number {
    return this.#seenCount;
  }

  /** Whether the resource has to be written; from then on it counts as stored. */
  takes(key: string, hash: string): boolean {
    const known = this.#hashes.get(key);
    if (known) {
      if (!known.seen) this.#seenCount++;
      known.seen = true;
      if (known.value === hash) return false;
      known.value = hash;
    } else {
      this.#seenCount++;
      this.#hashes.set(key, { value: hash, seen: true });
    }
    this.#isChanged = true;
    return true;
  }

  takesRelationship(relationship: Relationship): boolean {
    const id = relationshipId(relationship);
    const reason = relationship.reason ?? null;
    const known = this.#reasons.get(id);
    if (known) known.seen = true;
    if (known?.value === reason) return false;
    this.#reasons.set(id, { value: reason, seen: true });
    return true;
  }

  /** Remembers which relationships of a resource nobody could ask for. */
  notes({ key, unknown }: Pick<Resource, "key" | "unknown">): void {
    if (!unknown) return;
    for (const path of Object.keys(unknown))
      if (path.startsWith(relationshipsOf)) this.#unknown.add(`${key} ${path.slice(relationshipsOf.length)}`);
  }

  /** What was stored and no longer seen: what a complete run sweeps. */
  lostKeys(): string[] {
    if (this.#isAllSeen) return [];
    return [...this.#hashes].filter(([, { seen }]) => !seen).map(([key]) => key);
  }

  /** The ends and the kind of each relationship that was stored and no longer stated, though it could be asked for. */
  lostRelationships(): string[][] {
    return [...this.#reasons]
      .filter(([, { seen }]) => !seen)
      .map(([id]) => relationshipParts(id))
      .filter(([from, kind]) => !this.#unknown.has(`${from} ${kind}`));
  }

  /** How many resources are stored, or `null` if that is no longer certain and has to be counted. */
  get certainCount(): number | null {
    return this.#isChanged || !this.#isAllSeen ? null : this.#seenCount;
  }

  get #isAllSeen(): boolean {
    return this.#seenCount === this.#hashes.size;
  }
}

const relationshipsOf = "relationships.";

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
