import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { checksQuery } from "#components/checks/checks-query.ts";
import { ChecksScreen } from "#components/checks/checks-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { loadCheckFilters } from "#lib/contract/checks.ts";
import { listChecks } from "#lib/posture/list-checks.ts";

export const metadata: Metadata = { title: "Checks" };

export default async function ChecksPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const filters = await loadCheckFilters(searchParams);
  const client = new QueryClient();
  await client.prefetchQuery({ ...checksQuery(filters), queryFn: () => listChecks(ctx, filters) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChecksScreen />
    </HydrationBoundary>
  );
}
