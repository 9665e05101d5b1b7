import { z } from "zod";

import { inTransaction, momentOf, requirePermission, type Context } from "#lib/access/context.ts";
import { connectors } from "#lib/connectors/registry.ts";
import type {
  AttestationView,
  ComplianceScope,
  ControlView,
  FrameworkView,
} from "#lib/contract/compliance.ts";
import { allOf, queryRows, sql } from "#lib/platform/sql.ts";
import type { Tx } from "#lib/platform/transaction.ts";
import { checkById } from "#lib/posture/check-by-id.ts";
import { visibility } from "#lib/posture/finding-conditions.ts";
import { checkIdsOf } from "./control-view.ts";
import { frameworkOf } from "./find-framework.ts";
import { toFrameworkView } from "./framework-view.ts";
import { controlsIn } from "./list-frameworks.ts";
import { loadAttestations } from "./load-attestations.ts";
import { loadTallies, type CheckCounts } from "./load-tallies.ts";
import { isWhole, requireKnownScope, scopedKeys } from "./scope.ts";

const FindingRow = z.object({
  checkId: z.string(),
  status: z.string(),
  severity: z.string(),
  resourceKey: z.string(),
  reason: z.string(),
  openedAt: z.date(),
  changedAt: z.date(),
});
export type EvidenceFinding = z.infer<typeof FindingRow>;

/** Findings that one file holds at most; beyond it the file says so. */
const findingsMax = 20_000;

export type EvidenceCheck = CheckCounts & {
  id: string;
  title: string;
  severity: string;
  /** Provider calls that its facts come from. */
  calls: string[];
  findings: EvidenceFinding[];
};

/** Everything that speaks for or against the controls of a framework in a scope, as of one instant. */
export type Evidence = {
  framework: FrameworkView;
  scope: ComplianceScope;
  scopeName: string;
  organization: string;
  writtenAt: Date;
  evaluatedAt: Date | null;
  controls: (ControlView & { checkIds: string[]; attestations: AttestationView[] })[];
  checks: EvidenceCheck[];
  isTruncated: boolean;
};

/** Throws `not-found`. */
export async function loadEvidence(
  ctx: Context,
  frameworkId: string,
  scope: ComplianceScope,
  at: Date = momentOf(ctx),
): Promise<Evidence> {
  requirePermission(ctx, "compliance:read");
  requireKnownScope(ctx, scope);
  const framework = frameworkOf(frameworkId);
  const { organizationId } = ctx;
  return inTransaction(ctx, async (tx) => {
    const tallies = await loadTallies(tx, organizationId, scope);
    const views = await controlsIn(tx, organizationId, framework, tallies, scope, at);
    const attestations = await loadAttestations(tx, organizationId, frameworkId, at);
    const checkIds = [...new Set(framework.controls.flatMap((control) => checkIdsOf(framework, control)))];
    const findings = await findingsOf(tx, ctx, checkIds, scope);
    const kept = Map.groupBy(findings.slice(0, findingsMax), ({ checkId }) => checkId);
    const organization = await tx.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const state = await tx.evaluationState.findUnique({ where: { organizationId } });
    return {
      framework: toFrameworkView(framework, views, tallies),
      scope,
      scopeName: await nameOf(tx, organizationId, scope),
      organization: organization.name,
      writtenAt: at,
      evaluatedAt: state?.evaluatedAt ?? null,
      controls: framework.controls.flatMap((control, index) => {
        const view = views[index];
        return view
          ? [
              {
                ...view,
                checkIds: checkIdsOf(framework, control),
                attestations: attestations.filter(({ controlId }) => controlId === control.id),
              },
            ]
          : [];
      }),
      checks: checkIds.toSorted().map((id) => ({
        ...toCheck(id),
        ...(tallies.byCheck.get(id) ?? nothing),
        findings: kept.get(id) ?? [],
      })),
      isTruncated: findings.length > findingsMax,
    };
  });
}

const nothing: CheckCounts = { openCount: 0, exceptedCount: 0, passCount: 0, unknownCount: 0 };

function toCheck(id: string) {
  const check = checkById(id);
  const types = new Set<string>(check?.appliesTo ?? []);
  const calls = connectors.flatMap(({ collectors }) =>
    collectors
      .filter(({ produces }) => produces.some((produced) => types.has(produced)))
      .flatMap(({ permissions }) => [...permissions]),
  );
  return {
    id,
    title: check?.title ?? id,
    severity: check?.severity ?? "info",
    calls: [...new Set(calls)].toSorted(),
  };
}

function findingsOf(
  tx: Tx,
  ctx: Context,
  checkIds: string[],
  scope: ComplianceScope,
): Promise<EvidenceFinding[]> {
  const { organizationId } = ctx;
  const where = [
    sql`f."organizationId" = ${organizationId}::uuid`,
    sql`f.status <> 'resolved'`,
    sql`f."checkId" = ANY(${checkIds})`,
    ...(isWhole(scope) ? [] : [sql`f."resourceKey" IN (${scopedKeys(organizationId, scope)})`]),
    ...visibility(ctx),
  ];
  return queryRows(
    tx,
    FindingRow,
    sql`SELECT f."checkId", f.status, f.severity, f."resourceKey", f.reason, f."openedAt", f."changedAt" FROM "Finding" f
        WHERE ${allOf(where)} ORDER BY f."severityWeight" DESC, f."checkId", f.id LIMIT ${findingsMax + 1}`,
  );
}

async function nameOf(tx: Tx, organizationId: string, scope: ComplianceScope): Promise<string> {
  const workload =
    scope.workload === ""
      ? null
      : await tx.workload.findFirst({
          where: { organizationId, id: scope.workload },
          select: { name: true },
        });
  const parts = [
    scope.workload && `workload ${workload?.name ?? "unknown"}`,
    scope.account && `account ${scope.account}`,
    scope.environment && `environment ${scope.environment}`,
  ].filter(Boolean);
  return parts.length === 0 ? "the whole organization" : parts.join(", ");
}
