import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";

import { explorerQuery } from "#components/explorer/explorer-query.ts";
import { ExplorerScreen } from "#components/explorer/explorer-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { explorerParsers } from "#lib/contract/explorer.ts";
import { askGraph } from "#lib/explorer/ask-graph.ts";

export const metadata: Metadata = { title: "Explorer" };
const loadExplorer = createLoader(explorerParsers);

export default async function ExplorerPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const { q } = await loadExplorer(searchParams);
  const client = new QueryClient();
  if (q !== "") await client.prefetchQuery({ ...explorerQuery(q), queryFn: () => askGraph(ctx, q) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ExplorerScreen />
    </HydrationBoundary>
  );
}
