import { inTransaction, requirePermission, scopeOf, type Context } from "#lib/access/context.ts";
import { deriveOrganization } from "#lib/inventory/derive-organization.ts";
import { holdingTurn, type Tx } from "#lib/platform/transaction.ts";
import { refreshWorkloads } from "#lib/workloads/refresh-workloads.ts";
import { allPaths } from "./all-paths.ts";
import type { Search } from "./find-paths.ts";
import type { Transition } from "./issue-lifecycle.ts";
import type { PathStory } from "./path-story.ts";
import { searchOrganization } from "./search-organization.ts";
import { asJson, storeIssues } from "./store-issues.ts";

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
  return holdingTurn(scopeOf(ctx), `correlate ${organizationId}`, async () => {
    const workloadCount = await refreshWorkloads(ctx, graph, at);
    const transitions = await storeIssues(ctx, search, { graph, shapes, at }, signal);
    await inTransaction(ctx, (tx) => storeState(tx, organizationId, search, at));
    return { workloadCount, pathCount: search.paths.length, transitions };
  });
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
    undecidedCount: search.undecidedCount,
    truncated: asJson(search.truncated),
  };
  await tx.correlationState.upsert({
    where: { organizationId },
    create: { organizationId, ...data },
    update: data,
  });
}
