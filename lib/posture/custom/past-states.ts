import type { Derived } from "#lib/domain/derived.ts";
import { relationshipKinds, type Relationship, type RelationshipKind } from "#lib/domain/relationship.ts";
import { isResourceType, type Resource, type ResourceType } from "#lib/domain/resource.ts";
import { UnknownRead, type Unknown } from "#lib/domain/unknown.ts";
import { beginSnapshot, inBulkTransaction } from "#lib/platform/transaction.ts";

/** What a resource was from one moment to another; null where it still is. */
export type PastState = { resource: Resource; from: Date; to: Date | null };
export type PastRelationship = { relationship: Relationship; from: Date; to: Date | null };

export const statesMax = 50_000;

type StateRow = {
  key: string;
  type: string;
  account: string;
  region: string | null;
  name: string;
  document: Pick<Resource, "tags" | "properties" | "facets" | "unknown">;
  from: Date;
  to: Date | null;
};

/** Of these types, or of all, what each resource was since then; the newest first where there are too many. */
export const readStates = (
  organizationId: string,
  types: readonly ResourceType[] | null,
  since: Date,
): Promise<PastState[]> =>
  inBulkTransaction(
    organizationId,
    async (client) => {
      const { rows } = await client.query<StateRow>(
        `SELECT * FROM (
           SELECT key, type, account, region, name, document, "changedAt" AS "from", "removedAt" AS "to"
           FROM "Resource" WHERE "organizationId" = $1 AND ($2::text[] IS NULL OR type = ANY($2))
             AND ("removedAt" IS NULL OR "removedAt" >= $3)
           UNION ALL
           SELECT r.key, r.type, r.account, r.region, v.name, v.document, v."validFrom", v."validTo"
           FROM "ResourceVersion" v JOIN "Resource" r ON r.id = v."resourceId" AND r."organizationId" = $1
           WHERE v."organizationId" = $1 AND v."validTo" >= $3 AND ($2::text[] IS NULL OR r.type = ANY($2))
         ) s ORDER BY "from" DESC, key LIMIT ${statesMax}`,
        [organizationId, types, since],
      );
      return rows.flatMap(toState);
    },
    beginSnapshot,
  );

export const readRelationships = (
  organizationId: string,
  kinds: readonly RelationshipKind[],
  since: Date,
): Promise<PastRelationship[]> =>
  inBulkTransaction(
    organizationId,
    async (client) => {
      const { rows } = await client.query<{
        from: string;
        kind: string;
        to: string;
        begin: Date;
        end: Date | null;
      }>(
        `SELECT "fromKey" AS "from", kind, "toKey" AS "to", "validFrom" AS begin, "validTo" AS "end"
         FROM "Relationship" WHERE "organizationId" = $1 AND kind = ANY($2) AND ("validTo" IS NULL OR "validTo" >= $3)
         ORDER BY "validFrom" DESC LIMIT ${statesMax}`,
        [organizationId, kinds, since],
      );
      return rows.flatMap(({ from, kind, to, begin, end }) => {
        const known = relationshipKinds.find((one) => one === kind);
        return known ? [{ relationship: { from, kind: known, to }, from: begin, to: end }] : [];
      });
    },
    beginSnapshot,
  );

function toState({ key, type, account, region, name, document, from, to }: StateRow): PastState[] {
  if (!isResourceType(type)) return [];
  const { tags, properties, facets, unknown } = document;
  // Safe because only a sync writes these rows, from a resource of that very type.
  const resource = {
    key,
    type,
    name,
    account,
    region,
    tags,
    properties,
    facets,
    ...(unknown ? { unknown } : {}),
    derived: notKept,
  } as Resource;
  return [{ resource, from, to }];
}

const notRecorded: Unknown = {
  reason: "not-recorded",
  call: "derived facts",
  permission: null,
  message: "What was concluded of a resource in the past is not kept",
};
const refuse = (): never => {
  throw new UnknownRead(notRecorded);
};
/** Reading one is reading what nobody knows. */
const notKept: Derived = Object.defineProperties(
  {},
  Object.fromEntries(["exposure", "sensitivity", "privilege"].map((name) => [name, { get: refuse }])),
);
