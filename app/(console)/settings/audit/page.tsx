import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { loadAuditView } from "#components/settings/audit-view.ts";
import { AuditLog } from "#components/settings/audit-log.tsx";
import { auditQuery } from "#components/settings/settings-query.ts";
import { listAudit } from "#lib/access/list-audit.ts";
import { pageContext } from "#lib/access/page-context.ts";

export const metadata: Metadata = { title: "Audit log" };

const newest = { subject: null, from: null, to: null, cursor: null, limit: 100 };

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const { action, who } = await loadAuditView(searchParams);
  const search = { action: action.trim(), actor: who.trim() };
  const queryClient = new QueryClient();
  await queryClient.fetchInfiniteQuery({
    ...auditQuery(search),
    queryFn: () => listAudit(ctx, { ...newest, action: search.action || null, actor: search.actor || null }),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AuditLog />
    </HydrationBoundary>
  );
}
