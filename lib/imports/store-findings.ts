import type pg from "pg";
import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { execute, queryRows, sql } from "#lib/platform/sql.ts";
import { matchOf } from "./match-resources.ts";

const Counts = z.object({
  newCount: z.number(),
  changedCount: z.number(),
  unchangedCount: z.number(),
  reopenedCount: z.number(),
  closedCount: z.number(),
  unmatchedCount: z.number(),
});
export type Counts = z.infer<typeof Counts>;

type Merge = {
  scopeId: string;
  /** A report with records that could not be read closes nothing: what it lacks may be among them. */
  closes: boolean;
  /** The scope is of one source as it was named; else only tools that the report tells of are closed. */
  namedSource: boolean;
  at: Date;
};

/** Compares what is staged with what the scope held before, and writes the difference: nothing for what stayed. */
export async function storeFindings(client: pg.ClientBase, ctx: Context, merge: Merge): Promise<Counts> {
  const { organizationId } = ctx;
  await placeRows(client, organizationId, merge.scopeId);
  await storeRules(client, organizationId);
  await planRows(client, organizationId, merge);
  await moveCounters(client, organizationId, -1);
  await changeFindings(client, organizationId, merge.at);
  await addFindings(client, organizationId, merge);
  await moveCounters(client, organizationId, 1);
  await tellTimeline(client, ctx, merge.at);
  const [counts] = await queryRows(
    client,
    Counts,
    sql`SELECT (count(*) FILTER (WHERE plan = 'new'))::int AS "newCount",
        (count(*) FILTER (WHERE plan = 'changed'))::int AS "changedCount",
        (count(*) FILTER (WHERE plan = 'unchanged'))::int AS "unchangedCount",
        (count(*) FILTER (WHERE plan = 'reopened'))::int AS "reopenedCount",
        (count(*) FILTER (WHERE plan = 'closed'))::int AS "closedCount",
        (SELECT count(*) FROM placed_import WHERE "resourceId" IS NULL)::int AS "unmatchedCount"
      FROM planned_import`,
  );
  if (!counts) throw new Error("An aggregate without GROUP BY gives one row");
  return counts;
}

/** Each staged finding, once, with the resource it is about or with what the report calls it. */
async function placeRows(client: pg.ClientBase, organizationId: string, scopeId: string): Promise<void> {
  await client.query("ANALYZE staged_finding (row, identity)");
  await execute(
    client,
    sql`CREATE TEMP TABLE placed_import ON COMMIT DROP AS
    SELECT s.row, s.id, s.identity, s."checkId", s."evidenceHash", m."resourceId",
      coalesce(r.key, s.keys[1], nullif(s.path, ''), nullif(s.name, ''), ${scopeId}::text) AS "resourceKey",
      coalesce(r.name, nullif(s.name, ''), s.path, 'unknown') AS "resourceName", coalesce(r.type, 'unmatched') AS "resourceType",
      coalesce(r.provider, s.provider) AS provider, coalesce(r.account, s.account, '') AS account,
      coalesce(r.region, s.region) AS region,
      CASE WHEN s.kind IN ('secret', 'model-behavior') THEN s.layer ELSE coalesce(r.layer, s.layer) END AS layer
    FROM staged_finding s
    JOIN (SELECT min(row) AS row FROM staged_finding GROUP BY identity) f ON f.row = s.row
    LEFT JOIN (${matchOf(sql`staged_finding`)}) m ON m.row = s.row
    LEFT JOIN "Resource" r ON r."organizationId" = ${organizationId}::uuid AND r.id = m."resourceId"`,
  );
  await client.query("CREATE UNIQUE INDEX ON placed_import (identity)");
  await client.query("ANALYZE placed_import");
}

async function storeRules(client: pg.ClientBase, organizationId: string): Promise<void> {
  await client.query("ANALYZE staged_rule");
  await execute(
    client,
    sql`INSERT INTO "ImportedRule" ("organizationId", "checkId", tool, kind, title, risk, remediation, "references", severity, layer)
    SELECT DISTINCT ON (s."checkId") ${organizationId}::uuid, s."checkId", s.tool, s.kind, s.title, s.risk, s.remediation, s."references",
      s.severity, p.layer
    FROM staged_rule s JOIN placed_import p ON p.identity = s.identity
    ORDER BY s."checkId", s."severityRank", s.identity COLLATE "C"
    ON CONFLICT ("organizationId", "checkId") DO UPDATE SET tool = excluded.tool, kind = excluded.kind, title = excluded.title, risk = excluded.risk,
      remediation = excluded.remediation, "references" = excluded."references", severity = excluded.severity, layer = excluded.layer
    WHERE ("ImportedRule".kind, "ImportedRule".title, "ImportedRule".risk, "ImportedRule".remediation, "ImportedRule"."references", "ImportedRule".severity, "ImportedRule".layer)
      IS DISTINCT FROM (excluded.kind, excluded.title, excluded.risk, excluded.remediation, excluded."references", excluded.severity, excluded.layer)`,
  );
}

async function planRows(
  client: pg.ClientBase,
  organizationId: string,
  { scopeId, closes, namedSource }: Merge,
): Promise<void> {
  await execute(
    client,
    sql`CREATE TEMP TABLE planned_import ON COMMIT DROP AS
    SELECT coalesce(f.id, p.id) AS id, p.row, CASE
        WHEN f.id IS NULL THEN 'new'
        WHEN p.id IS NULL THEN 'closed'
        WHEN f.status = 'resolved' THEN 'reopened'
        WHEN f."evidenceHash" <> p."evidenceHash" OR f."resourceKey" <> p."resourceKey" OR f."resourceId" IS DISTINCT FROM p."resourceId"
          THEN 'changed'
        ELSE 'unchanged' END AS plan
    FROM (SELECT i.identity, i."findingId" FROM "ImportedFinding" i
          WHERE i."organizationId" = ${organizationId}::uuid AND i."scopeId" = ${scopeId}::uuid) o
    JOIN "Finding" f ON f."organizationId" = ${organizationId}::uuid AND f.id = o."findingId"
    FULL JOIN placed_import p ON p.identity = o.identity
    WHERE p.id IS NOT NULL OR (f.status <> 'resolved' AND ${closes}::boolean
      AND (${namedSource}::boolean OR f.source IN (SELECT split_part("checkId", '/', 2) FROM placed_import)))`,
  );
  await client.query("CREATE UNIQUE INDEX ON planned_import (id)");
  await client.query("ANALYZE planned_import");
}

/** Takes what is about to change out of the counters, and puts it back as it is afterwards. */
async function moveCounters(client: pg.ClientBase, organizationId: string, by: 1 | -1): Promise<void> {
  await execute(
    client,
    sql`INSERT INTO "FindingCounter" ("organizationId", "checkId", status, severity, layer, provider, account, count)
    SELECT ${organizationId}::uuid, f."checkId", f.status, f.severity, f.layer, f.provider, f.account, (${by}::int * count(*))::int
    FROM "Finding" f JOIN planned_import p ON p.id = f.id
    WHERE f."organizationId" = ${organizationId}::uuid AND p.plan <> 'unchanged'
    GROUP BY 2, 3, 4, 5, 6, 7 ORDER BY 2, 3, 4, 5, 6, 7
    ON CONFLICT ("organizationId", "checkId", status, severity, layer, provider, account)
    DO UPDATE SET count = "FindingCounter".count + excluded.count`,
  );
}

/** A decision of a person stands while the tool goes on telling of it. */
async function changeFindings(client: pg.ClientBase, organizationId: string, at: Date): Promise<void> {
  await execute(
    client,
    sql`UPDATE "Finding" f SET status = 'resolved', "resolvedAt" = ${at}::timestamptz, "changedAt" = ${at}::timestamptz, "exceptedUntil" = NULL
    FROM planned_import p WHERE p.plan = 'closed' AND f.id = p.id AND f."organizationId" = ${organizationId}::uuid`,
  );
  await execute(
    client,
    sql`UPDATE "Finding" f SET
      status = CASE WHEN p.plan = 'reopened' THEN 'open' ELSE f.status END,
      "openedAt" = CASE WHEN p.plan = 'reopened' THEN ${at}::timestamptz ELSE f."openedAt" END,
      "reopenedCount" = f."reopenedCount" + CASE WHEN p.plan = 'reopened' THEN 1 ELSE 0 END,
      "resolvedAt" = CASE WHEN p.plan = 'reopened' THEN NULL ELSE f."resolvedAt" END,
      "changedAt" = ${at}::timestamptz, severity = s.severity, "severityRank" = s."severityRank", reason = s.reason, evidence = s.evidence,
      "evidenceHash" = s."evidenceHash", "resourceId" = l."resourceId", "resourceKey" = l."resourceKey",
      "resourceName" = l."resourceName", "resourceType" = l."resourceType", provider = l.provider,
      account = l.account, region = l.region, layer = l.layer
    FROM planned_import p JOIN placed_import l ON l.row = p.row JOIN staged_finding s ON s.row = p.row
    WHERE p.plan IN ('reopened', 'changed') AND f.id = p.id AND f."organizationId" = ${organizationId}::uuid`,
  );
  await execute(
    client,
    sql`UPDATE "ImportedFinding" i SET path = s.path, line = s.line
    FROM planned_import p JOIN staged_finding s ON s.row = p.row
    WHERE p.plan IN ('reopened', 'changed') AND i."findingId" = p.id AND i."organizationId" = ${organizationId}::uuid`,
  );
}

async function addFindings(
  client: pg.ClientBase,
  organizationId: string,
  { scopeId, at }: Merge,
): Promise<void> {
  await execute(
    client,
    sql`INSERT INTO "Finding" (id, "organizationId", "checkId", "resourceId", "resourceKey", instance, "resourceName",
      "resourceType", provider, account, region, layer, severity, "severityRank", status, reason, evidence, "evidenceHash",
      "firstSeenAt", "openedAt", "changedAt", "reopenedCount")
    SELECT s.id, ${organizationId}::uuid, s."checkId", l."resourceId", l."resourceKey", s.identity, l."resourceName",
      l."resourceType", l.provider, l.account, l.region, l.layer, s.severity, s."severityRank",
      'open', s.reason, s.evidence, s."evidenceHash", ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz, 0
    FROM planned_import p JOIN placed_import l ON l.row = p.row JOIN staged_finding s ON s.row = p.row WHERE p.plan = 'new'`,
  );
  await execute(
    client,
    sql`INSERT INTO "ImportedFinding" ("organizationId", "findingId", "scopeId", identity, path, line)
    SELECT ${organizationId}::uuid, s.id, ${scopeId}::uuid, s.identity, s.path, s.line
    FROM planned_import p JOIN staged_finding s ON s.row = p.row WHERE p.plan = 'new'`,
  );
}

const kinds = { reopened: "reopened", closed: "resolved", changed: "evidence-changed" } as const;

async function tellTimeline(
  client: pg.ClientBase,
  { organizationId, actor }: Context,
  at: Date,
): Promise<void> {
  await execute(
    client,
    sql`INSERT INTO "TimelineEvent" (id, "organizationId", "subjectType", "subjectId", at, "actorKind", "actorId", "actorName", kind, data)
    SELECT gen_random_uuid(), ${organizationId}::uuid, 'finding', p.id, ${at}::timestamptz, ${actor.kind}::text, ${actor.id}::text, ${actor.name}::text,
      ${JSON.stringify(kinds)}::jsonb ->> p.plan, jsonb_build_object('reason', f.reason, 'imported', TRUE)
    FROM planned_import p JOIN "Finding" f ON f.id = p.id AND f."organizationId" = ${organizationId}::uuid
    WHERE p.plan IN ('reopened', 'closed', 'changed')`,
  );
}
