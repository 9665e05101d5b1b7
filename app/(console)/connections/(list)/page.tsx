import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { connectionsQuery } from "#components/connections/connections-query.ts";
import { ConnectionsScreen } from "#components/connections/connections-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { listConnections } from "#lib/inventory/list-connections.ts";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage() {
  const ctx = await pageContext();
  const client = new QueryClient();
  await client.prefetchQuery({ ...connectionsQuery, queryFn: () => listConnections(ctx) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ConnectionsScreen />
    </HydrationBoundary>
  );
}
