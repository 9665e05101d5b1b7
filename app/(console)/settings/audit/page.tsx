import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { AuditLog } from "#components/settings/audit-log.tsx";
import { auditQuery } from "#components/settings/settings-query.ts";
import { listAudit } from "#lib/access/list-audit.ts";
import { pageContext } from "#lib/access/page-context.ts";

export const metadata: Metadata = { title: "Audit log" };

const newest = { action: null, actor: null, subject: null, from: null, to: null, cursor: null, limit: 100 };

export default async function AuditLogPage() {
  const ctx = await pageContext();
  const queryClient = new QueryClient();
  await queryClient.fetchInfiniteQuery({
    ...auditQuery({ action: "", actor: "" }),
    queryFn: () => listAudit(ctx, newest),
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <AuditLog />
    </HydrationBoundary>
  );
}
