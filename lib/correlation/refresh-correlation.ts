import { inTransaction, requirePermission, type Context } from "#lib/access/context.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { takeTurn, type Tx } from "#lib/platform/transaction.ts";
import { refreshWorkloads } from "#lib/workloads/refresh-workloads.ts";
import { importedRankMax } from "./imported-evidence.ts";
import { allPaths } from "./all-paths.ts";
import type { FoundPath, Search } from "./find-paths.ts";
import { mostAlike } from "./fixes.ts";
import type { Transition } from "./issue-lifecycle.ts";
import type { PathStory } from "./path-story.ts";
import { searchOrganization } from "./search-organization.ts";
import type { Surroundings } from "./plan-issues.ts";
import { weightsOf } from "./score-weights.ts";
import { asJson, identityOf, storeIssues, type IssueRow } from "./store-issues.ts";

export type CorrelationSummary = {
  workloadCount: number;
  pathCount: number;
  transitions: Readonly<Record<Transition, number>>;
};

/** Brings workloads and issues to what inventory and findings say now. Safe to run again: nothing new, nothing written. */
export async function refreshCorrelation(
  ctx: Context,
  signal?: AbortSignal,
  shapes: readonly PathStory[] = allPaths,
  at: Date = new Date(),
): Promise<CorrelationSummary> {
  requirePermission(ctx, "issue:write");
  const { organizationId } = ctx;
  const { graph, estateGrants, hashByKey } = await deriveOrganization(ctx, signal);
  signal?.throwIfAborted();
  const search = searchOrganization(organizationId, graph, shapes, estateGrants, hashByKey);
  signal?.throwIfAborted();
  return inTransaction(ctx, async (tx) => {
    await takeTurn(tx, `correlate ${organizationId}`);
    const workloads = await refreshWorkloads(tx, organizationId, graph, at);
    const known = await tx.issue.findMany({ where: { organizationId } });
    const openSince = openDates(known, at);
    const around: Surroundings = {
      graph,
      shapes,
      workloads,
      openChecks: await openChecksOf(tx, organizationId, search.paths),
      openSince,
      at,
      weights: await weightsOf(tx, organizationId),
    };
    const transitions = await storeIssues(tx, ctx, known, search, around);
    await storeState(tx, organizationId, search, at);
    return { workloadCount: workloads.length, pathCount: search.paths.length, transitions };
  });
}

function openDates(known: readonly IssueRow[], at: Date): (path: FoundPath) => Date {
  const byIdentity = new Map(
    known.filter(({ status }) => status !== "resolved").map((row) => [identityOf(row), row.openedAt]),
  );
  return (path) => byIdentity.get(identityOf(path)) ?? at;
}

async function openChecksOf(
  tx: Tx,
  organizationId: string,
  paths: readonly FoundPath[],
): Promise<Map<string, string[]>> {
  const keys = [
    ...new Set(
      paths.flatMap((path) => [
        ...path.keys,
        ...path.otherEntries.slice(0, mostAlike),
        ...path.otherTargets.slice(0, mostAlike),
      ]),
    ),
  ];
  const rows = await tx.finding.findMany({
    where: {
      organizationId,
      status: { in: ["open", "in-progress"] },
      resourceKey: { in: keys },
      OR: [{ checkId: { not: { startsWith: "import/" } } }, { severityRank: { lte: importedRankMax } }],
    },
    select: { resourceKey: true, checkId: true },
    orderBy: [{ severityRank: "asc" }, { checkId: "asc" }],
  });
  const found = new Map<string, string[]>();
  for (const { resourceKey, checkId } of rows)
    found.set(resourceKey, [...(found.get(resourceKey) ?? []), checkId]);
  return found;
}

async function storeState(tx: Tx, organizationId: string, search: Search, at: Date): Promise<void> {
  const data = {
    refreshedAt: at,
    pathCount: search.paths.length,
    undecided: asJson(
      search.undecided.map(({ pathId, resourceKey, unknown }) => ({
        pathId,
        resourceKey,
        call: unknown.call,
        permission: unknown.permission,
        message: unknown.message,
      })),
    ),
    truncated: asJson(search.truncated),
  };
  await tx.correlationState.upsert({
    where: { organizationId },
    create: { organizationId, ...data },
    update: data,
  });
}
