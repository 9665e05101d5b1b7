import { z } from "zod";

import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import { ControlDetail, type ComplianceScope } from "#lib/contract/compliance.ts";
import type { ControlAddress } from "#lib/domain/framework.ts";
import { inOwaspEdition, owaspEditions } from "#lib/domain/owasp-edition.ts";
import { severities } from "#lib/domain/severity.ts";
import { allOf, queryRows, sql, type Sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { checkById } from "#lib/posture/check-by-id.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { checkIdsOf, isUncollected, toControlView } from "./control-view.ts";
import { controlOf } from "./find-framework.ts";
import { loadAttestations } from "./load-attestations.ts";
import { loadTallies, type Tallies } from "./load-tallies.ts";
import { isWhole, requireKnownScope, scopedCollections, scopedKeys } from "./scope.ts";

const shownMax = 50;

/** One control with its checks, what fails, what could not be decided, and who attested what. Throws `not-found`. */
export async function getControl(
  ctx: Context,
  { frameworkId, controlId }: ControlAddress,
  scope: ComplianceScope,
  at: Date = momentOf(ctx),
): Promise<ControlDetail> {
  requirePermission(ctx, "compliance:read");
  requireKnownScope(ctx, scope);
  return inTransaction(ctx, (tx) => readControlDetail(tx, ctx, { frameworkId, controlId }, scope, at));
}

export async function readControlDetail(
  tx: Tx,
  ctx: Context,
  { frameworkId, controlId }: ControlAddress,
  scope: ComplianceScope,
  at: Date,
): Promise<ControlDetail> {
  const { framework, control } = controlOf(frameworkId, controlId);
  const { organizationId } = ctx;
  const checkIds = checkIdsOf(framework, control);
  const tallies = await loadTallies(tx, organizationId, scope);
  const attestations = (await loadAttestations(tx, organizationId, frameworkId, at)).filter(
    (attestation) => attestation.controlId === controlId,
  );
  return ControlDetail.parse({
    ...toControlView(framework, control, tallies, attestations, scope.workload),
    framework,
    otherEditions: otherEditionsOf(frameworkId, controlId),
    checks: checksOf(checkIds, tallies),
    findings: await findingsAgainst(tx, ctx, checkIds, scope),
    unknown: await unknownOf(tx, organizationId, checkIds, scope),
    uncollected: await uncollectedOf(tx, organizationId, checkIds, scope),
    attestations,
  });
}

function otherEditionsOf(frameworkId: string, controlId: string): ControlDetail["otherEditions"] {
  if (!owaspEditions.some((edition) => frameworkId === `owasp-llm-${edition}`)) return [];
  return owaspEditions
    .filter((edition) => frameworkId !== `owasp-llm-${edition}`)
    .map((edition) => ({
      frameworkId: `owasp-llm-${edition}`,
      controlId: inOwaspEdition(controlId, edition),
    }));
}

/** What fails first, then what is unknown, then by severity. */
function checksOf(checkIds: readonly string[], tallies: Tallies): ControlDetail["checks"] {
  const none = { openCount: 0, exceptedCount: 0, passCount: 0, unknownCount: 0 };
  return checkIds
    .flatMap((id) => {
      const check = checkById(id);
      if (!check) return [];
      const { title, severity, layer } = check;
      const counts = tallies.byCheck.get(id) ?? none;
      return [{ id, title, severity, layer, ...counts, isUncollected: isUncollected(id, tallies) }];
    })
    .toSorted(
      (a, b) =>
        Number(b.openCount > 0) - Number(a.openCount > 0) ||
        Number(b.unknownCount > 0) - Number(a.unknownCount > 0) ||
        Number(b.passCount > 0) - Number(a.passCount > 0) ||
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        (a.id < b.id ? -1 : 1),
    );
}

/** A condition on a resource's key, where not every resource is meant. */
const inScope = (key: Sql, organizationId: string, scope: ComplianceScope): Sql[] =>
  isWhole(scope) ? [] : [sql`${key} IN (${scopedKeys(organizationId, scope)})`];

const FindingRow = z.object({
  id: z.string(),
  checkId: z.string(),
  severity: z.string(),
  reason: z.string(),
  resourceName: z.string(),
  openedAt: z.date(),
});

async function findingsAgainst(tx: Tx, ctx: Context, checkIds: string[], scope: ComplianceScope) {
  const where = [
    sql`f."organizationId" = ${ctx.organizationId}::uuid`,
    sql`f.status IN ('open', 'in-progress')`,
    sql`f."checkId" = ANY(${checkIds})`,
    ...inScope(sql`f."resourceKey"`, ctx.organizationId, scope),
    ...visibility(ctx),
  ];
  const rows = await queryRows(
    tx,
    FindingRow,
    sql`SELECT f.id, f."checkId", f.severity, f.reason, f."resourceName", f."openedAt" FROM "Finding" f
        WHERE ${allOf(where)} ORDER BY f."severityWeight" DESC, f."openedAt" DESC, f.id DESC LIMIT ${shownMax}`,
  );
  return rows.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}

const StoredUnknown = z.object({ call: z.string(), permission: z.string().nullable(), message: z.string() });

async function unknownOf(tx: Tx, organizationId: string, checkIds: string[], scope: ComplianceScope) {
  const where = [
    sql`u."organizationId" = ${organizationId}::uuid`,
    sql`u."checkId" = ANY(${checkIds})`,
    ...inScope(sql`u."resourceKey"`, organizationId, scope),
  ];
  const rows = await queryRows(
    tx,
    z.object({ resourceId: z.string(), resourceKey: z.string(), unknown: StoredUnknown }),
    sql`SELECT DISTINCT ON (u."resourceKey") u."resourceId", u."resourceKey", u.unknown FROM "UnknownEvaluation" u
        WHERE ${allOf(where)} ORDER BY u."resourceKey", u."checkId" LIMIT ${shownMax}`,
  );
  return rows.map(({ unknown, ...row }) => ({ ...row, ...unknown }));
}

async function uncollectedOf(tx: Tx, organizationId: string, checkIds: string[], scope: ComplianceScope) {
  const types = [...new Set(checkIds.flatMap((id) => checkById(id)?.appliesTo ?? []))];
  const rows = await queryRows(
    tx,
    z.object({
      title: z.string(),
      account: z.string(),
      region: z.string(),
      unknown: z.object({ message: z.string() }).nullable().catch(null),
    }),
    sql`SELECT l.title, l.account, l.region, l.unknown
        FROM "Collection" l JOIN "Connection" c ON c.id = l."connectionId"
        WHERE ${allOf(scopedCollections(organizationId, scope))} AND c."deletedAt" IS NULL
          AND l.state NOT IN ('complete', 'skipped') AND l.produces && ${types}::text[]
        ORDER BY l.title, l.account, l.region LIMIT ${shownMax}`,
  );
  return rows.map(({ unknown, ...row }) => ({
    ...row,
    message: unknown?.message ?? "It has not been collected yet.",
  }));
}
