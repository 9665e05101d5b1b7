import { z } from "zod";

import { accessKinds } from "#lib/inventory/access-kinds.ts";
import { queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import type { ChangeSubject } from "#lib/contract/changes.ts";

/** Between which moments, and whose. */
export type Span = { organizationId: string; from: Date; to: Date };

/** Of each subject so many rows are read; more are said to be more. */
export const changesMax = 2000;

const Row = z.object({
  kind: z.enum(["added", "removed", "changed"]),
  id: z.string().nullable(),
  title: z.string(),
  detail: z.string(),
  account: z.string().nullable(),
  workloadId: z.string().nullable(),
  resourceKey: z.string().nullable(),
  /** Resources that the provider's log may name as changed. */
  keys: z.array(z.string()),
  at: z.date(),
  author: z.string().nullable(),
});
export type ChangedRow = z.infer<typeof Row>;

/** Rows of one subject that were at one moment and not at the other, or otherwise, the newest first. */
export const changedRows = (tx: Tx, subject: ChangeSubject, span: Span): Promise<ChangedRow[]> =>
  queryRows(tx, Row, sql`${queries[subject](span)} ORDER BY at DESC, id LIMIT ${changesMax + 1}`);

/** The states of a table's rows that began or ended after `from`: all that two moments can differ by. */
const moved = (table: string, columns: string, { organizationId, from }: Span): Sql => {
  const [name, listed] = [Prisma.raw(`"${table}"`), Prisma.raw(columns)];
  return sql`
    SELECT ${listed}, "stateFrom", "stateTo", "stateBy" FROM history.${name}
      WHERE "organizationId" = ${organizationId}::uuid AND "stateTo" > ${from}
    UNION ALL
    SELECT ${listed}, "stateFrom", 'infinity'::timestamptz, "stateBy" FROM ${name}
      WHERE "organizationId" = ${organizationId}::uuid AND "stateFrom" > ${from}`;
};

/** `b` and `a`: the states before and after, of rows for which `holds` says that they are there at all. */
const pairs = (holds: string, span: Span): Sql => {
  const there = Prisma.raw(holds);
  return sql`
    (SELECT * FROM moved WHERE "stateFrom" <= ${span.from} AND "stateTo" > ${span.from}) b
    FULL JOIN (SELECT * FROM moved WHERE "stateFrom" <= ${span.to} AND "stateTo" > ${span.to}) a ON a.id = b.id
    CROSS JOIN LATERAL (SELECT coalesce((SELECT ${there} FROM (SELECT b.*) s), false) AS was,
      coalesce((SELECT ${there} FROM (SELECT a.*) s), false) AS is) t`;
};

const kindOf = sql`CASE WHEN NOT t.was THEN 'added' WHEN NOT t.is THEN 'removed' ELSE 'changed' END AS kind`;
const when = (span: Span): Sql => sql`coalesce(a."stateFrom", (SELECT max(m."stateTo") FROM moved m
    WHERE m.id = b.id AND m."stateTo" <= ${span.to}), b."stateTo") AS at,
  coalesce(a."stateBy", b."stateBy") AS author`;

const openStatus = `status IN ('open', 'in-progress')`;

const queries: Record<ChangeSubject, (span: Span) => Sql> = {
  resources: (span) => sql`
    WITH moved AS (${moved("Resource", 'id, key, name, type, account, hash, "removedAt"', span)})
    SELECT ${kindOf}, coalesce(a.id, b.id)::text AS id, coalesce(a.name, b.name) AS title,
      CASE WHEN t.was AND t.is AND a.name <> b.name THEN 'Renamed from ' || b.name ELSE coalesce(a.type, b.type) END AS detail,
      coalesce(a.account, b.account) AS account, NULL AS "workloadId", coalesce(a.key, b.key) AS "resourceKey", ARRAY[coalesce(a.key, b.key)] AS keys, ${when(span)}
    FROM ${pairs(`s."removedAt" IS NULL AND s.id IS NOT NULL`, span)}
    WHERE t.was <> t.is OR (t.was AND t.is AND (a.hash <> b.hash OR a.name <> b.name))`,
  exposure: (span) => sql`
    WITH moved AS (${moved("Resource", `id, key, name, account, "removedAt", coalesce(derived->'exposure'->>'reach', 'internal') AS reach`, span)})
    SELECT ${kindOf}, coalesce(a.id, b.id)::text AS id, coalesce(a.name, b.name) AS title,
      CASE WHEN t.was THEN 'reached by ' || b.reach ELSE 'not reached' END || ', now '
        || CASE WHEN t.is THEN 'reached by ' || a.reach ELSE 'not reached' END AS detail,
      coalesce(a.account, b.account) AS account, NULL AS "workloadId", coalesce(a.key, b.key) AS "resourceKey", ARRAY[coalesce(a.key, b.key)] AS keys, ${when(span)}
    FROM ${pairs(`s."removedAt" IS NULL AND s.reach <> 'internal'`, span)}
    WHERE t.was <> t.is OR (t.was AND t.is AND a.reach <> b.reach)`,
  access: ({ organizationId, from, to }) => sql`
    WITH moved AS (SELECT "fromKey", kind, "toKey", reason, "validFrom", coalesce("validTo", 'infinity') AS "validTo"
      FROM "Relationship" WHERE "organizationId" = ${organizationId}::uuid AND kind = ANY(${[...accessKinds]})
        AND ("validFrom" > ${from} OR "validTo" > ${from}))
    SELECT CASE WHEN b."fromKey" IS NULL THEN 'added' WHEN a."fromKey" IS NULL THEN 'removed' ELSE 'changed' END AS kind,
      f.id::text AS id, coalesce(f.name, coalesce(a."fromKey", b."fromKey")) || ' ' || replace(coalesce(a.kind, b.kind), '-', ' ')
        || ' ' || coalesce(g.name, coalesce(a."toKey", b."toKey")) AS title,
      coalesce(a.reason, b.reason, '') AS detail, f.account, NULL AS "workloadId", coalesce(a."toKey", b."toKey") AS "resourceKey",
      ARRAY[coalesce(a."fromKey", b."fromKey"), coalesce(a."toKey", b."toKey")] AS keys,
      coalesce(a."validFrom", b."validTo") AS at, NULL AS author
    FROM (SELECT * FROM moved WHERE "validFrom" <= ${from} AND "validTo" > ${from}) b
    FULL JOIN (SELECT * FROM moved WHERE "validFrom" <= ${to} AND "validTo" > ${to}) a
      ON a."fromKey" = b."fromKey" AND a.kind = b.kind AND a."toKey" = b."toKey"
    LEFT JOIN "Resource" f ON f."organizationId" = ${organizationId}::uuid AND f.key = coalesce(a."fromKey", b."fromKey")
    LEFT JOIN "Resource" g ON g."organizationId" = ${organizationId}::uuid AND g.key = coalesce(a."toKey", b."toKey")
    WHERE b."fromKey" IS NULL OR a."fromKey" IS NULL OR a.reason IS DISTINCT FROM b.reason`,
  findings: (span) => sql`
    WITH moved AS (${moved("Finding", 'id, "checkId", "resourceKey", "resourceName", account, status, severity, reason', span)})
    SELECT ${kindOf}, coalesce(a.id, b.id)::text AS id, coalesce(a."resourceName", b."resourceName") || ': ' || coalesce(a.reason, b.reason) AS title,
      coalesce(b.status || ', now ', '') || coalesce(a.status, 'gone') || ', ' || coalesce(a.severity, b.severity) AS detail,
      coalesce(a.account, b.account) AS account, NULL AS "workloadId", coalesce(a."resourceKey", b."resourceKey") AS "resourceKey",
      ARRAY[coalesce(a."resourceKey", b."resourceKey")] AS keys, ${when(span)}
    FROM ${pairs(`s.${openStatus}`, span)}
    WHERE t.was <> t.is OR (t.was AND t.is AND (a.status, a.severity, a.reason) IS DISTINCT FROM (b.status, b.severity, b.reason))`,
  issues: (span) => sql`
    WITH moved AS (${moved("Issue", 'id, title, status, score, severity, "workloadId", accounts, keys', span)})
    SELECT ${kindOf}, coalesce(a.id, b.id)::text AS id, coalesce(a.title, b.title) AS title,
      CASE WHEN t.was THEN 'score ' || b.score ELSE 'not open' END || ', now ' || CASE WHEN t.is THEN 'score ' || a.score ELSE 'not open' END AS detail,
      (coalesce(a.accounts, b.accounts))[1] AS account, coalesce(a."workloadId", b."workloadId")::text AS "workloadId", NULL AS "resourceKey", coalesce(a.keys, b.keys) AS keys, ${when(span)}
    FROM ${pairs(`s.${openStatus}`, span)}
    WHERE t.was <> t.is OR (t.was AND t.is AND (a.status, a.score, a.severity) IS DISTINCT FROM (b.status, b.score, b.severity))`,
  responsibility: (span) => sql`
    WITH moved AS (${moved("ResponsibilityCell", 'id, "workloadId", "modelId", "rowId", party, status', span)})
    SELECT ${kindOf}, NULL AS id, coalesce(a."modelId", b."modelId") || ' / ' || coalesce(a."rowId", b."rowId") AS title,
      coalesce(b.party || ', ' || b.status || ', now ', '') || coalesce(a.party || ', ' || a.status, 'gone') AS detail,
      NULL AS account, coalesce(a."workloadId", b."workloadId")::text AS "workloadId", NULL AS "resourceKey", '{}'::text[] AS keys, ${when(span)}
    FROM ${pairs("s.id IS NOT NULL", span)}
    WHERE t.was <> t.is OR (t.was AND t.is AND (a.party, a.status) IS DISTINCT FROM (b.party, b.status))`,
};
