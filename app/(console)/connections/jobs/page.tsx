import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import type { SearchParams } from "nuqs/server";

import { connectionsQuery, jobsQuery } from "#components/connections/connections-query.ts";
import { loadJobsView, statesOfView } from "#components/connections/jobs-view.ts";
import { JobsScreen } from "#components/connections/jobs-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { listConnections } from "#lib/inventory/list-connections.ts";
import { listJobs } from "#lib/inventory/list-jobs.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const client = new QueryClient();
  const { view } = await loadJobsView(searchParams);
  const state = statesOfView[view];
  await Promise.all([
    client.prefetchInfiniteQuery({
      ...jobsQuery(state),
      queryFn: () => listJobs(ctx, { state, name: "", cursor: null, limit: 100 }),
    }),
    client.prefetchQuery({ ...connectionsQuery, queryFn: () => listConnections(ctx) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <JobsScreen />
    </HydrationBoundary>
  );
}
