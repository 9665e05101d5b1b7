import type pg from "pg";

import type { Check } from "#lib/domain/check.ts";
import { providerOf } from "#lib/domain/resource.ts";
import { severities } from "#lib/domain/severity.ts";
import { copyInto, stageRows, type Cell } from "#lib/platform/copy.ts";
import { newId } from "#lib/platform/id.ts";
import { counterDeltas, type CounterDelta, type FindingChange, type PosturePlan } from "./plan-changes.ts";

/** Writes a plan: findings, what is unknown, tallies, counters and timeline, in the caller's transaction. */
export async function storeEvaluation(
  client: pg.PoolClient,
  organizationId: string,
  plan: PosturePlan,
  checks: ReadonlyMap<string, Check>,
  at: Date,
): Promise<void> {
  await storeFindings(client, organizationId, plan.findings);
  await storeNames(client, organizationId, plan.renamed);
  await tieFindings(client, organizationId);
  await storeUnknown(client, organizationId, plan, at);
  await storePassed(client, organizationId, plan.passed);
  await storeTallies(client, organizationId, plan, checks, at);
  await storeCounters(client, organizationId, counterDeltas(plan.findings));
  await storeTimeline(client, organizationId, plan.findings, at);
}

const findingColumns = [
  "id",
  "organizationId",
  "checkId",
  "checkVersion",
  "resourceId",
  "resourceKey",
  "resourceName",
  "resourceType",
  "provider",
  "account",
  "region",
  "layer",
  "severity",
  "severityRank",
  "status",
  "reason",
  "evidence",
  "evidenceHash",
  "firstSeenAt",
  "openedAt",
  "changedAt",
  "resolvedAt",
  "reopenedCount",
];

async function storeFindings(
  client: pg.PoolClient,
  organizationId: string,
  changes: readonly FindingChange[],
): Promise<void> {
  const opened = changes.filter((change) => change.kind === "opened");
  const keys = [...new Set(opened.flatMap(({ evaluated }) => evaluated?.resource.key ?? []))];
  const { rows } = await client.query<{ id: string; key: string }>(
    'SELECT id, key FROM "Resource" WHERE "organizationId" = $1 AND key = ANY($2)',
    [organizationId, keys],
  );
  const idByKey = new Map(rows.map(({ id, key }) => [key, id]));
  await copyInto(client, "Finding", findingColumns, openedRows(organizationId, opened, idByKey));

  await client.query(`CREATE TEMP TABLE finding_change (
    id uuid, status text, reason text, evidence jsonb, "evidenceHash" text, severity text, "severityRank" smallint,
    "openedAt" timestamptz, "changedAt" timestamptz, "resolvedAt" timestamptz, "reopenedCount" int, kind text,
    layer text, provider text, account text, "checkVersion" int
  ) ON COMMIT DROP`);
  const columns = [
    "id",
    "status",
    "reason",
    "evidence",
    "evidenceHash",
    "severity",
    "severityRank",
    "openedAt",
  ];
  await stageRows(
    client,
    "finding_change",
    [
      ...columns,
      "changedAt",
      "resolvedAt",
      "reopenedCount",
      "kind",
      "layer",
      "provider",
      "account",
      "checkVersion",
    ],
    changes.filter((change) => change.kind !== "opened").map(changedRow),
  );
  // New evidence leaves the status to whoever may have decided on it meanwhile.
  await client.query(
    `UPDATE "Finding" f SET
      status = CASE WHEN c.kind = 'evidence-changed' THEN f.status ELSE c.status END,
      "exceptedUntil" = CASE WHEN c.kind = 'evidence-changed' THEN f."exceptedUntil" END,
      reason = c.reason, evidence = coalesce(c.evidence, f.evidence), "evidenceHash" = c."evidenceHash",
      severity = c.severity, "severityRank" = c."severityRank", layer = c.layer, provider = c.provider,
      account = c.account, "checkVersion" = coalesce(c."checkVersion", f."checkVersion"), "openedAt" = c."openedAt",
      "changedAt" = c."changedAt", "resolvedAt" = c."resolvedAt", "reopenedCount" = c."reopenedCount"
    FROM finding_change c WHERE f.id = c.id AND f."organizationId" = $1`,
    [organizationId],
  );
}

/** What another tool told of before the inventory knew it is tied to its resource once there is one. */
async function tieFindings(client: pg.PoolClient, organizationId: string): Promise<void> {
  await client.query(
    `UPDATE "Finding" f SET "resourceId" = r.id, "resourceName" = r.name, "resourceType" = r.type, region = r.region
     FROM "Resource" r WHERE f."organizationId" = $1 AND f."resourceId" IS NULL
       AND r."organizationId" = $1 AND r.key = f."resourceKey" AND r."removedAt" IS NULL`,
    [organizationId],
  );
}

async function storeNames(
  client: pg.PoolClient,
  organizationId: string,
  keys: ReadonlySet<string>,
): Promise<void> {
  if (keys.size === 0) return;
  await client.query(
    `UPDATE "Finding" f SET "resourceName" = r.name, region = r.region
     FROM "Resource" r WHERE f."organizationId" = $1 AND f."resourceKey" = ANY($2)
       AND r."organizationId" = $1 AND r.key = f."resourceKey"`,
    [organizationId, [...keys]],
  );
}

function* openedRows(
  organizationId: string,
  opened: readonly FindingChange[],
  idByKey: ReadonlyMap<string, string>,
): Generator<Cell[]> {
  for (const { state, evaluated } of opened) {
    const resourceId = evaluated && idByKey.get(evaluated.resource.key);
    if (!evaluated || !resourceId) continue;
    const { check, resource, evidence } = evaluated;
    yield [
      newId(),
      organizationId,
      check.id,
      check.version ?? null,
      resourceId,
      resource.key,
      resource.name,
      resource.type,
      providerOf(resource.type),
      resource.account,
      resource.region,
      check.layer,
      check.severity,
      severities.indexOf(check.severity),
      state.status,
      state.reason,
      evidence,
      state.evidenceHash,
      state.openedAt,
      state.openedAt,
      state.changedAt,
      state.resolvedAt,
      state.reopenedCount,
    ];
  }
}

function changedRow({ before, state, evaluated, kind }: FindingChange): Cell[] {
  const severity = evaluated?.check.severity ?? before?.severity ?? "info";
  // What counters count by goes with the finding, or they would drift from it.
  const counted = evaluated
    ? [evaluated.check.layer, providerOf(evaluated.resource.type), evaluated.resource.account]
    : [before?.layer ?? "", before?.provider ?? "", before?.account ?? ""];
  const evidence = kind === "resolved" ? null : (evaluated?.evidence ?? null);
  return [
    before?.id ?? null,
    state.status,
    state.reason,
    evidence,
    state.evidenceHash,
    severity,
    severities.findIndex((known) => known === severity),
    state.openedAt,
    state.changedAt,
    state.resolvedAt,
    state.reopenedCount,
    kind,
    ...counted,
    evaluated?.check.version ?? null,
  ];
}

async function storeUnknown(
  client: pg.PoolClient,
  organizationId: string,
  { unknownAdded, unknownRemoved }: PosturePlan,
  at: Date,
): Promise<void> {
  const pairs = unknownRemoved.map((pair) => pair.split("\u001f"));
  await client.query(
    `DELETE FROM "UnknownEvaluation" u USING unnest($2::text[], $3::text[]) AS gone("checkId", "resourceKey")
     WHERE u."organizationId" = $1 AND u."checkId" = gone."checkId" AND u."resourceKey" = gone."resourceKey"`,
    [organizationId, pairs.map(([checkId]) => checkId), pairs.map(([, key]) => key)],
  );
  await client.query(
    `INSERT INTO "UnknownEvaluation" ("organizationId", "checkId", "resourceId", "resourceKey", layer, unknown, since)
     SELECT $1, added."checkId", r.id, r.key, added.layer, added.unknown, $2
     FROM jsonb_to_recordset($3::jsonb) AS added("checkId" text, key text, layer text, unknown jsonb)
     JOIN "Resource" r ON r."organizationId" = $1 AND r.key = added.key
     ON CONFLICT DO NOTHING`,
    [
      organizationId,
      at,
      JSON.stringify(
        unknownAdded.map(({ check, resource, unknown }) => ({
          checkId: check.id,
          key: resource.key,
          layer: check.layer,
          unknown,
        })),
      ),
    ],
  );
}

async function storePassed(
  client: pg.PoolClient,
  organizationId: string,
  passed: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  await client.query(
    'CREATE TEMP TABLE outcome_change ("resourceKey" text PRIMARY KEY, passed text[]) ON COMMIT DROP',
  );
  await stageRows(
    client,
    "outcome_change",
    ["resourceKey", "passed"],
    // Check ids are our own words without quotes, commas or braces.
    [...passed].map(([key, checkIds]) => [key, `{${checkIds.join(",")}}`]),
  );
  await client.query(
    `INSERT INTO "ResourceOutcome" ("organizationId", "resourceKey", passed)
     SELECT $1, "resourceKey", passed FROM outcome_change
     ON CONFLICT ("organizationId", "resourceKey") DO UPDATE SET passed = excluded.passed`,
    [organizationId],
  );
}

async function storeTallies(
  client: pg.PoolClient,
  organizationId: string,
  plan: PosturePlan,
  checks: ReadonlyMap<string, Check>,
  at: Date,
): Promise<void> {
  const deltas = [...plan.tallies].map(([checkId, delta]) => ({ checkId, ...delta }));
  await client.query(
    `INSERT INTO "CheckTally" ("organizationId", "checkId", "passCount", "failCount", "unknownCount", "evaluatedAt")
     SELECT $1, d."checkId", d.pass, d.fail, d.unknown, $2
     FROM jsonb_to_recordset($3::jsonb) AS d("checkId" text, pass int, fail int, unknown int)
     ON CONFLICT ("organizationId", "checkId") DO UPDATE SET
       "passCount" = "CheckTally"."passCount" + excluded."passCount",
       "failCount" = "CheckTally"."failCount" + excluded."failCount",
       "unknownCount" = "CheckTally"."unknownCount" + excluded."unknownCount"`,
    [organizationId, at, JSON.stringify(deltas)],
  );
  await client.query('UPDATE "CheckTally" SET "evaluatedAt" = $2 WHERE "organizationId" = $1', [
    organizationId,
    at,
  ]);
  await client.query('DELETE FROM "CheckTally" WHERE "organizationId" = $1 AND NOT "checkId" = ANY($2)', [
    organizationId,
    [...checks.keys()],
  ]);
}

/** Moves the facet counters; also for the verbs that change a finding's status one by one. */
export async function storeCounters(
  client: pg.ClientBase,
  organizationId: string,
  deltas: readonly CounterDelta[],
): Promise<void> {
  if (deltas.length === 0) return;
  await client.query(counterSql, [organizationId, JSON.stringify(deltas)]);
}

export const counterSql = `
  INSERT INTO "FindingCounter" ("organizationId", "checkId", status, severity, layer, provider, account, count)
  SELECT $1::uuid, d."checkId", d.status, d.severity, d.layer, d.provider, d.account, d.delta
  FROM jsonb_to_recordset($2::jsonb)
    AS d("checkId" text, status text, severity text, layer text, provider text, account text, delta int)
  ORDER BY d."checkId", d.status, d.severity, d.layer, d.provider, d.account
  ON CONFLICT ("organizationId", "checkId", status, severity, layer, provider, account)
  DO UPDATE SET count = "FindingCounter".count + excluded.count`;

const timelineColumns = [
  "id",
  "organizationId",
  "subjectType",
  "subjectId",
  "at",
  "actorKind",
  "actorId",
  "actorName",
  "kind",
  "data",
];

/** The first opening is told by the finding itself; what came after it is told by events. */
async function storeTimeline(
  client: pg.PoolClient,
  organizationId: string,
  changes: readonly FindingChange[],
  at: Date,
): Promise<void> {
  const events = changes.flatMap(({ before, kind, state, evaluated }): Cell[][] =>
    before
      ? [
          [
            newId(),
            organizationId,
            "finding",
            before.id,
            at,
            "job",
            "posture.evaluate",
            "Nacre",
            kind,
            { reason: state.reason, resourceRemoved: evaluated === null },
          ],
        ]
      : [],
  );
  await copyInto(client, "TimelineEvent", timelineColumns, events);
}
