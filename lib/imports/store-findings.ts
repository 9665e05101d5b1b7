import { z } from "zod";

import type { Context } from "#lib/access/context.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

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
export async function storeFindings(tx: Tx, ctx: Context, merge: Merge): Promise<Counts> {
  const { organizationId } = ctx;
  await placeRows(tx, organizationId, merge.scopeId);
  await storeRules(tx, organizationId);
  await planRows(tx, organizationId, merge);
  await moveCounters(tx, organizationId, -1);
  await changeFindings(tx, organizationId, merge.at);
  await addFindings(tx, organizationId, merge);
  await moveCounters(tx, organizationId, 1);
  await tellTimeline(tx, ctx, merge.at);
  const [counts] = await queryRows(
    tx,
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

/** Each staged finding with the resource it is about, or with what the report calls it. */
async function placeRows(tx: Tx, organizationId: string, scopeId: string): Promise<void> {
  await tx.$executeRaw(sql`CREATE TEMP TABLE placed_import ON COMMIT DROP AS
    SELECT s.*, m."resourceId", coalesce(r.key, s.keys[1], nullif(s.path, ''), nullif(s.name, ''), ${scopeId}::text) AS "resourceKey",
      coalesce(r.name, nullif(s.name, ''), s.path, 'unknown') AS "resourceName", coalesce(r.type, 'unmatched') AS "resourceType",
      coalesce(r.provider, s.provider) AS "finalProvider", coalesce(r.account, s.account, '') AS "finalAccount",
      coalesce(r.region, s.region) AS "finalRegion",
      CASE WHEN s.kind IN ('secret', 'model-behavior') THEN s.layer ELSE coalesce(r.layer, s.layer) END AS "finalLayer"
    FROM staged_import s
    LEFT JOIN LATERAL (
      SELECT i."resourceId" FROM unnest(s.keys) WITH ORDINALITY AS k(key, rank) JOIN import_match i ON i.key = k.key
      ORDER BY k.rank LIMIT 1
    ) m ON TRUE
    LEFT JOIN "Resource" r ON r."organizationId" = ${organizationId}::uuid AND r.id = m."resourceId"`);
  await tx.$executeRawUnsafe("CREATE UNIQUE INDEX ON placed_import (identity)");
  await tx.$executeRawUnsafe("ANALYZE placed_import");
}

async function storeRules(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw(sql`INSERT INTO "ImportedRule" ("organizationId", "checkId", tool, kind, title, risk, remediation, "references", severity, layer)
    SELECT DISTINCT ON ("checkId") ${organizationId}::uuid, "checkId", tool, kind, title, risk, remediation, "references", severity, "finalLayer"
    FROM placed_import ORDER BY "checkId", "severityRank", identity
    ON CONFLICT ("organizationId", "checkId") DO UPDATE SET tool = excluded.tool, kind = excluded.kind, title = excluded.title, risk = excluded.risk,
      remediation = excluded.remediation, "references" = excluded."references", severity = excluded.severity, layer = excluded.layer
    WHERE ("ImportedRule".kind, "ImportedRule".title, "ImportedRule".risk, "ImportedRule".remediation, "ImportedRule"."references", "ImportedRule".severity, "ImportedRule".layer)
      IS DISTINCT FROM (excluded.kind, excluded.title, excluded.risk, excluded.remediation, excluded."references", excluded.severity, excluded.layer)`);
}

async function planRows(
  tx: Tx,
  organizationId: string,
  { scopeId, closes, namedSource }: Merge,
): Promise<void> {
  await tx.$executeRaw(sql`CREATE TEMP TABLE planned_import ON COMMIT DROP AS
    SELECT coalesce(f.id, p.id) AS id, coalesce(p.identity, o.identity) AS identity, CASE
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
    WHERE p.id IS NOT NULL OR (f.status <> 'resolved' AND ${closes}
      AND (${namedSource} OR f.source IN (SELECT split_part("checkId", '/', 2) FROM placed_import)))`);
  await tx.$executeRawUnsafe("CREATE UNIQUE INDEX ON planned_import (id)");
  await tx.$executeRawUnsafe("ANALYZE planned_import");
}

/** Takes what is about to change out of the counters, and puts it back as it is afterwards. */
async function moveCounters(tx: Tx, organizationId: string, by: 1 | -1): Promise<void> {
  await tx.$executeRaw(sql`INSERT INTO "FindingCounter" ("organizationId", "checkId", status, severity, layer, provider, account, count)
    SELECT ${organizationId}::uuid, f."checkId", f.status, f.severity, f.layer, f.provider, f.account, (${by} * count(*))::int
    FROM "Finding" f JOIN planned_import p ON p.id = f.id
    WHERE f."organizationId" = ${organizationId}::uuid AND p.plan <> 'unchanged'
    GROUP BY 2, 3, 4, 5, 6, 7 ORDER BY 2, 3, 4, 5, 6, 7
    ON CONFLICT ("organizationId", "checkId", status, severity, layer, provider, account)
    DO UPDATE SET count = "FindingCounter".count + excluded.count`);
}

/** A decision of a person stands while the tool goes on telling of it. */
async function changeFindings(tx: Tx, organizationId: string, at: Date): Promise<void> {
  await tx.$executeRaw(sql`UPDATE "Finding" f SET status = 'resolved', "resolvedAt" = ${at}, "changedAt" = ${at}, "exceptedUntil" = NULL
    FROM planned_import p WHERE p.plan = 'closed' AND f.id = p.id AND f."organizationId" = ${organizationId}::uuid`);
  await tx.$executeRaw(sql`UPDATE "Finding" f SET
      status = CASE WHEN p.plan = 'reopened' THEN 'open' ELSE f.status END,
      "openedAt" = CASE WHEN p.plan = 'reopened' THEN ${at} ELSE f."openedAt" END,
      "reopenedCount" = f."reopenedCount" + CASE WHEN p.plan = 'reopened' THEN 1 ELSE 0 END,
      "resolvedAt" = CASE WHEN p.plan = 'reopened' THEN NULL ELSE f."resolvedAt" END,
      "changedAt" = ${at}, severity = s.severity, "severityRank" = s."severityRank", reason = s.reason, evidence = s.evidence,
      "evidenceHash" = s."evidenceHash", "resourceId" = s."resourceId", "resourceKey" = s."resourceKey",
      "resourceName" = s."resourceName", "resourceType" = s."resourceType", provider = s."finalProvider",
      account = s."finalAccount", region = s."finalRegion", layer = s."finalLayer"
    FROM planned_import p JOIN placed_import s ON s.identity = p.identity
    WHERE p.plan IN ('reopened', 'changed') AND f.id = p.id AND f."organizationId" = ${organizationId}::uuid`);
  await tx.$executeRaw(sql`UPDATE "ImportedFinding" i SET path = s.path, line = s.line
    FROM planned_import p JOIN placed_import s ON s.identity = p.identity
    WHERE p.plan IN ('reopened', 'changed') AND i."findingId" = p.id AND i."organizationId" = ${organizationId}::uuid`);
}

async function addFindings(tx: Tx, organizationId: string, { scopeId, at }: Merge): Promise<void> {
  await tx.$executeRaw(sql`INSERT INTO "Finding" (id, "organizationId", "checkId", "resourceId", "resourceKey", instance, "resourceName",
      "resourceType", provider, account, region, layer, severity, "severityRank", status, reason, evidence, "evidenceHash",
      "firstSeenAt", "openedAt", "changedAt", "reopenedCount")
    SELECT s.id, ${organizationId}::uuid, s."checkId", s."resourceId", s."resourceKey", s.identity, s."resourceName",
      s."resourceType", s."finalProvider", s."finalAccount", s."finalRegion", s."finalLayer", s.severity, s."severityRank",
      'open', s.reason, s.evidence, s."evidenceHash", ${at}, ${at}, ${at}, 0
    FROM planned_import p JOIN placed_import s ON s.identity = p.identity WHERE p.plan = 'new'`);
  await tx.$executeRaw(sql`INSERT INTO "ImportedFinding" ("organizationId", "findingId", "scopeId", identity, path, line)
    SELECT ${organizationId}::uuid, s.id, ${scopeId}::uuid, s.identity, s.path, s.line
    FROM planned_import p JOIN placed_import s ON s.identity = p.identity WHERE p.plan = 'new'`);
}

const kinds = { reopened: "reopened", closed: "resolved", changed: "evidence-changed" } as const;

async function tellTimeline(tx: Tx, { organizationId, actor }: Context, at: Date): Promise<void> {
  await tx.$executeRaw(sql`INSERT INTO "TimelineEvent" (id, "organizationId", "subjectType", "subjectId", at, "actorKind", "actorId", "actorName", kind, data)
    SELECT gen_random_uuid(), ${organizationId}::uuid, 'finding', p.id, ${at}, ${actor.kind}, ${actor.id}, ${actor.name},
      ${JSON.stringify(kinds)}::jsonb ->> p.plan, jsonb_build_object('reason', f.reason, 'imported', TRUE)
    FROM planned_import p JOIN "Finding" f ON f.id = p.id AND f."organizationId" = ${organizationId}::uuid
    WHERE p.plan IN ('reopened', 'closed', 'changed')`);
}
