import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { workloadsQuery } from "#components/workloads/workloads-query.ts";
import { WorkloadsScreen } from "#components/workloads/workloads-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { loadWorkloadFilters } from "#lib/contract/workloads.ts";
import { listWorkloads } from "#lib/workloads/list-workloads.ts";

export const metadata: Metadata = { title: "Workloads" };

export default async function WorkloadsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const filters = { ...(await loadWorkloadFilters(searchParams)), cursor: null, limit: 100 };
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...workloadsQuery(filters),
    queryFn: () => listWorkloads(ctx, filters),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <WorkloadsScreen />
    </HydrationBoundary>
  );
}
