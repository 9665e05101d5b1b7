import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { exceptionsQuery, workQuery } from "#components/remediation/remediation-query.ts";
import { RemediationScreen } from "#components/remediation/remediation-screen.tsx";
import { loadRemediationView, workFiltersOf } from "#components/remediation/remediation-view.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { listExceptions } from "#lib/remediation/list-exceptions.ts";
import { listWork } from "#lib/remediation/list-work.ts";

export const metadata: Metadata = { title: "Remediation" };

export default async function RemediationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const filters = workFiltersOf(await loadRemediationView(searchParams), [...ctx.permissions]);
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({ ...workQuery(filters), queryFn: () => listWork(ctx, filters) }),
    client.prefetchQuery({ ...exceptionsQuery, queryFn: () => listExceptions(ctx, { state: null }) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RemediationScreen />
    </HydrationBoundary>
  );
}
