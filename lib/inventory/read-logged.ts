import { z } from "zod";

import { LoggedChange, type LoggedBy } from "#lib/contract/logged-change.ts";
import { changeLogs } from "#lib/domain/provider-change.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";

/** A change of these resources that Nacre knew of at `at`. */
type SeenChange = { keys: readonly string[]; at: Date };

/** Of each resource so many entries are told. */
const entriesMax = 5;

/**
 * What providers' logs say of each change, in the same order; null where the resource has no log, or was there at the
 * first sync and the log does not reach back to its making.
 */
export async function readLogged(
  tx: Tx,
  organizationId: string,
  changes: readonly SeenChange[],
): Promise<(LoggedBy | null)[]> {
  const asked = changes.flatMap(({ keys, at }, position) =>
    [...new Set(keys)].map((key) => ({ position, key, at: at.toISOString() })),
  );
  if (asked.length === 0) return changes.map(() => null);
  const rows = await queryRows(tx, Row, logged(organizationId, JSON.stringify(asked)));
  const byChange = Map.groupBy(rows, ({ position }) => position);
  return changes.map((_, position) => toLogged(byChange.get(position) ?? []));
}

const Entry = LoggedChange.omit({ at: true }).extend({ at: z.string() });
const Row = z.object({
  position: z.number(),
  entries: z.array(Entry),
  isFirst: z.boolean(),
  wasRead: z.boolean(),
  readFrom: z.date().nullable(),
  // Our own column, written from `Unknown`.
  unknown: z.custom<Unknown>().nullable(),
  hasLog: z.boolean(),
});
type Row = z.infer<typeof Row>;

function toLogged(rows: readonly Row[]): LoggedBy | null {
  const byEvent = new Map(rows.flatMap(({ entries }) => entries.map((entry) => [entry.eventId, entry])));
  const entries = [...byEvent.values()]
    .map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, entriesMax);
  if (entries.length > 0) return { status: "named", entries, note: null };
  const asked = rows.filter(({ hasLog, isFirst }) => hasLog && !isFirst);
  if (asked.length === 0) return null;
  const unread = asked.find(({ wasRead }) => !wasRead);
  return unread
    ? { status: "unread", entries: [], note: noteOf(unread) }
    : { status: "silent", entries: [], note: null };
}

function noteOf({ unknown, readFrom }: Row): string {
  if (unknown?.permission) return `${unknown.call} was not answered: ${unknown.permission} is missing.`;
  if (unknown) return `${unknown.call}: ${unknown.message}`;
  return readFrom ? `It was read back to ${readFrom.toISOString()} only.` : "It was not read in that sync.";
}

/**
 * `seen` is the sync that saw the change, `before` the one before it: what the log says of the time between them. Times
 * of a recording are those of its making, so there what is new in the log since the sync before is what counts.
 */
const logged = (organizationId: string, asked: string) => sql`
  SELECT c.position, coalesce(e.entries, '[]'::jsonb) AS entries, before.id IS NULL AS "isFirst",
    coalesce(CASE WHEN k.mode = 'replay' THEN run."logReadFrom" IS NOT NULL
      ELSE run."logReadFrom" <= before."startedAt" END, false) AS "wasRead",
    run."logReadFrom" AS "readFrom", run.unknown, run.id IS NOT NULL AS "hasLog"
  FROM jsonb_to_recordset(${asked}::jsonb) AS c(position int, key text, at timestamptz)
  JOIN "Resource" r ON r."organizationId" = ${organizationId}::uuid AND r.key = c.key
  JOIN "Connection" k ON k."organizationId" = ${organizationId}::uuid AND k.id = r."connectionId"
  JOIN LATERAL (
    SELECT s.id, s."queuedAt" FROM "Sync" s
    WHERE s."organizationId" = ${organizationId}::uuid AND s."connectionId" = k.id AND s."startedAt" <= c.at
    ORDER BY s."queuedAt" DESC LIMIT 1
  ) seen ON TRUE
  LEFT JOIN LATERAL (
    SELECT s.id, s."startedAt" FROM "Sync" s
    WHERE s."organizationId" = ${organizationId}::uuid AND s."connectionId" = k.id AND s."queuedAt" < seen."queuedAt"
      AND s.state IN ('complete', 'partial')
    ORDER BY s."queuedAt" DESC LIMIT 1
  ) before ON TRUE
  LEFT JOIN LATERAL (
    SELECT l.id, l."logReadFrom", l.unknown FROM "CollectionRun" l
    WHERE l."organizationId" = ${organizationId}::uuid AND l."syncId" = seen.id AND l."collectorId" = 'change-log'
      AND l.account = r.account AND (l.region IN ('', coalesce(r.region, '')) OR r.region IS NULL)
    ORDER BY l."logReadFrom" DESC NULLS FIRST LIMIT 1
  ) run ON TRUE
  LEFT JOIN LATERAL (
    SELECT jsonb_agg(entry) AS entries FROM (
      SELECT x.log, x."eventId", x.at, x.action, x.actor, x.agent, max(a.id::text) AS "actorResourceId"
      FROM "ProviderChange" x
      LEFT JOIN "Resource" a ON a."organizationId" = ${organizationId}::uuid AND a.key = x."actorKey"
      WHERE x."organizationId" = ${organizationId}::uuid AND x.log = ANY(${[...changeLogs]})
        AND x.target IN (r.key, ${nameTarget(sql`r.name`)}, ${nameTarget(sql`regexp_replace(r.key, '^.*[/:]', '')`)})
        AND CASE WHEN k.mode = 'replay' THEN x."syncId" = seen.id
          ELSE x.at <= c.at AND (before.id IS NULL OR x.at > before."startedAt") END
      GROUP BY x.log, x."eventId", x.at, x.action, x.actor, x.agent
      ORDER BY x.at DESC LIMIT ${entriesMax}
    ) entry
  ) e ON TRUE`;

/** As `namedTarget` has it, of the service that the resource's type begins with. */
const nameTarget = (name: ReturnType<typeof sql>) =>
  sql`(split_part(r.type, '.', 1) || '.' || split_part(r.type, '.', 2) || ' ' || r.account || ' ' || coalesce(r.region, '') || ' ' || ${name})`;
