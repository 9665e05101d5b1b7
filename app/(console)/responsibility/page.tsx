import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { responsibilityQuery } from "#components/responsibility/responsibility-query.ts";
import { ResponsibilityScreen } from "#components/responsibility/responsibility-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { loadResponsibilityFilters } from "#lib/contract/responsibility.ts";
import { listResponsibility } from "#lib/responsibility/list-responsibility.ts";

export const metadata: Metadata = { title: "Responsibility" };

export default async function ResponsibilityPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const filters = await loadResponsibilityFilters(searchParams);
  const client = new QueryClient();
  await client.prefetchQuery({
    ...responsibilityQuery(filters),
    queryFn: () => listResponsibility(ctx, filters),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ResponsibilityScreen />
    </HydrationBoundary>
  );
}
