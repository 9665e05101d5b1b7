import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { resourceFacetsQuery, resourcesQuery } from "#components/inventory/inventory-query.ts";
import { InventoryScreen } from "#components/inventory/inventory-screen.tsx";
import { loadInventoryView } from "#components/inventory/inventory-view.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { countResources } from "#lib/inventory/count-resources.ts";
import { listResources } from "#lib/inventory/list-resources.ts";

export const metadata: Metadata = { title: "Inventory" };

export default async function InventoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const filters = { ...(await loadInventoryView(searchParams)), cursor: null, limit: 100 };
  const client = new QueryClient();
  await Promise.all([
    client.prefetchInfiniteQuery({
      ...resourcesQuery(filters),
      queryFn: () => listResources(ctx, filters),
    }),
    client.prefetchQuery({ ...resourceFacetsQuery(filters), queryFn: () => countResources(ctx, filters) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InventoryScreen />
    </HydrationBoundary>
  );
}
