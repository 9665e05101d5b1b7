import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { jobsQuery } from "#components/connections/connections-query.ts";
import { JobsScreen } from "#components/connections/jobs-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { listJobs } from "#lib/inventory/list-jobs.ts";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage() {
  const ctx = await pageContext();
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...jobsQuery(["dead"]),
    queryFn: () => listJobs(ctx, { state: ["dead"], name: "", cursor: null, limit: 100 }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <JobsScreen />
    </HydrationBoundary>
  );
}
