import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import {
  findingFacetsQuery,
  findingGroupsQuery,
  findingsQuery,
} from "#components/findings/findings-query.ts";
import { FindingsScreen } from "#components/findings/findings-screen.tsx";
import { loadFindingsView } from "#components/findings/findings-view.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { countFindings, listFindingGroups } from "#lib/posture/count-findings.ts";
import { listFindings } from "#lib/posture/list-findings.ts";

export const metadata: Metadata = { title: "Findings" };

export default async function FindingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const { view } = await loadFindingsView(searchParams);
  const filters = { ...(await loadFindingFilters(searchParams)), cursor: null, limit: 100 };
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({ ...findingFacetsQuery(filters), queryFn: () => countFindings(ctx, filters) }),
    view === "groups"
      ? client.prefetchQuery({
          ...findingGroupsQuery(filters),
          queryFn: () => listFindingGroups(ctx, filters),
        })
      : client.prefetchInfiniteQuery({
          ...findingsQuery(filters),
          queryFn: () => listFindings(ctx, filters),
        }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FindingsScreen />
    </HydrationBoundary>
  );
}
