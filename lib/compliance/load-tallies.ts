import { z } from "zod";

import type { ComplianceScope } from "#lib/contract/compliance.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { isWhole, scopedCollections, scopedKeys } from "./scope.ts";

export type CheckCounts = {
  openCount: number;
  exceptedCount: number;
  passCount: number;
  unknownCount: number;
};

/** How each check ended in a scope, and what of it was not collected. */
export type Tallies = {
  byCheck: ReadonlyMap<string, CheckCounts>;
  uncollectedTypes: ReadonlySet<string>;
};

const Row = z.object({
  checkId: z.string(),
  outcome: z.enum(["open", "excepted", "unknown", "pass"]),
  count: z.coerce.number(),
});
type Row = z.infer<typeof Row>;

export async function loadTallies(tx: Tx, organizationId: string, scope: ComplianceScope): Promise<Tallies> {
  const rows = isWhole(scope)
    ? await storedCounts(tx, organizationId)
    : await scopedCounts(tx, organizationId, scope);
  return {
    byCheck: byCheck(rows),
    uncollectedTypes: await uncollectedTypes(tx, organizationId, scope),
  };
}

/** For the whole organization everything is counted already. */
async function storedCounts(tx: Tx, organizationId: string): Promise<Row[]> {
  const findings = await queryRows(
    tx,
    Row,
    sql`SELECT "checkId", CASE WHEN status = 'excepted' THEN 'excepted' ELSE 'open' END AS outcome, sum(count) AS count
        FROM "FindingCounter" WHERE "organizationId" = ${organizationId}::uuid AND status <> 'resolved' AND count > 0
        GROUP BY 1, 2`,
  );
  const tallies = await tx.checkTally.findMany({ where: { organizationId } });
  return [
    ...findings,
    ...tallies.flatMap(({ checkId, passCount, unknownCount }): Row[] => [
      { checkId, outcome: "pass", count: passCount },
      { checkId, outcome: "unknown", count: unknownCount },
    ]),
  ];
}

const scopedCounts = (tx: Tx, organizationId: string, scope: ComplianceScope): Promise<Row[]> =>
  queryRows(
    tx,
    Row,
    sql`WITH scope AS MATERIALIZED (${scopedKeys(organizationId, scope)})
      SELECT f."checkId", CASE WHEN f.status = 'excepted' THEN 'excepted' ELSE 'open' END AS outcome, count(*) AS count
      FROM scope s JOIN "Finding" f ON f."organizationId" = ${organizationId}::uuid AND f."resourceKey" = s.key
      WHERE f.status <> 'resolved' GROUP BY 1, 2
      UNION ALL
      SELECT u."checkId", 'unknown', count(*)
      FROM scope s JOIN "UnknownEvaluation" u ON u."organizationId" = ${organizationId}::uuid AND u."resourceKey" = s.key
      GROUP BY 1
      UNION ALL
      SELECT passed."checkId", 'pass', count(*)
      FROM scope s JOIN "ResourceOutcome" o ON o."organizationId" = ${organizationId}::uuid AND o."resourceKey" = s.key
      CROSS JOIN unnest(o.passed) AS passed("checkId")
      GROUP BY 1`,
  );

function byCheck(rows: readonly Row[]): Map<string, CheckCounts> {
  const counts = new Map<string, CheckCounts>();
  for (const { checkId, outcome, count } of rows) {
    const known = counts.get(checkId) ?? { openCount: 0, exceptedCount: 0, passCount: 0, unknownCount: 0 };
    known[`${outcome}Count`] += count;
    counts.set(checkId, known);
  }
  return counts;
}

async function uncollectedTypes(
  tx: Tx,
  organizationId: string,
  scope: ComplianceScope,
): Promise<Set<string>> {
  const rows = await queryRows(
    tx,
    z.object({ type: z.string() }),
    sql`SELECT DISTINCT unnest(l.produces) AS type
        FROM "Collection" l JOIN "Connection" c ON c.id = l."connectionId"
        WHERE ${allOf(scopedCollections(organizationId, scope))} AND c."deletedAt" IS NULL
          AND l.state NOT IN ('complete', 'skipped')`,
  );
  return new Set(rows.map(({ type }) => type));
}
