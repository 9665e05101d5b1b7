import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { issueFacetsQuery, issuesQuery } from "#components/issues/issues-query.ts";
import { searchCoverageQuery } from "#components/issues/search-coverage-query.ts";
import { IssuesScreen } from "#components/issues/issues-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { loadIssueFilters } from "#lib/contract/issues.ts";
import { getCorrelationCoverage } from "#lib/correlation/get-coverage.ts";
import { countIssues } from "#lib/correlation/count-issues.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";

export const metadata: Metadata = { title: "Issues" };

export default async function IssuesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const filters = { ...(await loadIssueFilters(searchParams)), cursor: null, limit: 100 };
  const client = new QueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({ ...issuesQuery(filters), queryFn: () => listIssues(ctx, filters) }),
    client.prefetchQuery({ ...searchCoverageQuery, queryFn: () => getCorrelationCoverage(ctx) }),
    client.prefetchQuery({ ...issueFacetsQuery(filters), queryFn: () => countIssues(ctx, filters) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IssuesScreen />
    </HydrationBoundary>
  );
}
