import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { AddConnection } from "#components/connections/add-connection.tsx";
import { connectorsQuery } from "#components/connections/connections-query.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { listConnectors } from "#lib/inventory/list-connectors.ts";

export const metadata: Metadata = { title: "Add a connection" };

export default async function NewConnectionPage() {
  const client = new QueryClient();
  client.setQueryData(connectorsQuery.queryKey, listConnectors(await pageContext()));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AddConnection />
    </HydrationBoundary>
  );
}
