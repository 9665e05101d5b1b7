import type { Context } from "#lib/access/context.ts";
import { loadCheckFilters } from "#lib/contract/checks.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { loadResourceFilters } from "#lib/contract/inventory.ts";
import { loadIssueFilters } from "#lib/contract/issues.ts";
import type { SearchKind, SearchResults } from "#lib/contract/search.ts";
import { loadWorkloadFilters } from "#lib/contract/workloads.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";
import type { Permission } from "#lib/domain/permission.ts";
import { listConnections } from "#lib/inventory/list-connections.ts";
import { listResources } from "#lib/inventory/list-resources.ts";
import { listChecks } from "#lib/posture/list-checks.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { listWorkloads } from "#lib/workloads/list-workloads.ts";

const perKind = 6;

type Hit = SearchResults["items"][number];
type Search = {
  kind: SearchKind;
  needs: Permission;
  find: (ctx: Context, q: string) => Promise<Omit<Hit, "kind">[]>;
};

/** In the order of the palette; each asks the list of its page, so that both find the same. */
const searches: readonly Search[] = [
  {
    kind: "workload",
    needs: "workload:read",
    find: async (ctx, q) =>
      (await listWorkloads(ctx, loadWorkloadFilters(ask(q)))).items.map(({ id, name, accounts }) => ({
        id,
        title: name,
        detail: accounts.join(", "),
      })),
  },
  {
    kind: "issue",
    needs: "issue:read",
    find: async (ctx, q) =>
      (await listIssues(ctx, loadIssueFilters(ask(q)))).items.map(({ id, title, workload, severity }) => ({
        id,
        title,
        detail: [severity, workload?.name].filter(Boolean).join(" · "),
      })),
  },
  {
    kind: "finding",
    needs: "finding:read",
    find: async (ctx, q) =>
      (await listFindings(ctx, loadFindingFilters(ask(q)))).items.map(
        ({ id, reason, severity, resource }) => ({
          id,
          title: reason,
          detail: `${severity} · ${resource.name}`,
        }),
      ),
  },
  {
    kind: "resource",
    needs: "inventory:read",
    find: async (ctx, q) =>
      (await listResources(ctx, loadResourceFilters(ask(q)))).items.map(
        ({ id, name, typeTitle, account }) => ({
          id,
          title: name,
          detail: `${typeTitle} · ${account}`,
        }),
      ),
  },
  {
    kind: "check",
    needs: "finding:read",
    find: async (ctx, q) =>
      (await listChecks(ctx, loadCheckFilters({ q }))).items.map(({ id, title, severity }) => ({
        id,
        title,
        detail: `${severity} · ${id}`,
      })),
  },
  {
    kind: "connection",
    needs: "connection:read",
    find: async (ctx, q) =>
      (await listConnections(ctx)).items
        .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
        .map(({ id, name, connectorTitle }) => ({ id, title: name, detail: connectorTitle })),
  },
];

const ask = (q: string) => ({ q, limit: String(perKind) });

/** A few of each kind that the reader may see. */
export async function searchEverything(ctx: Context, q: string): Promise<SearchResults> {
  const allowed = searches.filter(({ needs }) => ctx.permissions.has(needs));
  const found = await Promise.all(
    allowed.map(async ({ kind, find }) =>
      (await find(ctx, q)).slice(0, perKind).map((hit) => ({ kind, ...hit })),
    ),
  );
  return { items: found.flat() };
}
