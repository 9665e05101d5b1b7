import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { derivedBasis, type RelationshipKind } from "#lib/domain/relationship.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { typeTitleOf } from "./describe-member.ts";

const End = { key: z.string(), id: z.string(), name: z.string(), type: z.string(), class: z.string() };
const Row = z.object({
  kind: z.string(),
  reason: z.string().nullable(),
  derived: z.boolean(),
  from: z.object(End),
  to: z.object(End),
});

export type EdgeEnd = { key: string; id: string; name: string; typeTitle: string; class: string };
export type EdgeAt = {
  kind: string;
  reason: string | null;
  basis: "collected" | "derived" | "maybe";
  from: EdgeEnd;
  to: EdgeEnd;
};

type Asked = {
  keys: readonly string[];
  kinds: readonly RelationshipKind[];
  /** Only those that lead to one of the keys. */
  into?: boolean;
  limit: number;
};

/** Relationships of some kinds that touch one of these resources; one more than `limit` shows that there are more. */
export async function edgesAt(
  tx: Tx,
  ctx: Context,
  { keys, kinds, into = false, limit }: Asked,
): Promise<EdgeAt[]> {
  const organization = sql`${ctx.organizationId}::uuid`;
  const rows = await queryRows(
    tx,
    Row,
    sql`SELECT e.kind, e.reason, e."collectionId" IS NULL AS derived,
          jsonb_build_object('key', a.key, 'id', a.id, 'name', a.name, 'type', a.type, 'class', a.class) AS "from",
          jsonb_build_object('key', b.key, 'id', b.id, 'name', b.name, 'type', b.type, 'class', b.class) AS "to"
        FROM (
          SELECT "fromKey", kind, "toKey", reason, "collectionId" FROM "Relationship"
          WHERE "organizationId" = ${organization} AND "validTo" IS NULL AND kind = ANY(${[...kinds]})
            AND "toKey" = ANY(${[...keys]})
          UNION
          SELECT "fromKey", kind, "toKey", reason, "collectionId" FROM "Relationship"
          WHERE NOT ${into} AND "organizationId" = ${organization} AND "validTo" IS NULL AND kind = ANY(${[...kinds]})
            AND "fromKey" = ANY(${[...keys]})
        ) e
        JOIN "Resource" a ON a."organizationId" = ${organization} AND a.key = e."fromKey" AND a."removedAt" IS NULL
        JOIN "Resource" b ON b."organizationId" = ${organization} AND b.key = e."toKey" AND b."removedAt" IS NULL
        ORDER BY e.kind, a.name, b.name, a.key, b.key LIMIT ${limit + 1}`,
  );
  return rows.map(({ kind, reason, derived, from, to }) => ({
    kind,
    reason,
    basis: derived ? derivedBasis(reason) : "collected",
    from: toEnd(from),
    to: toEnd(to),
  }));
}

const toEnd = ({ type, ...end }: z.infer<typeof Row>["from"]): EdgeEnd => ({
  ...end,
  typeTitle: typeTitleOf(type),
});
