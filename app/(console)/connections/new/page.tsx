import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { AddConnection } from "#components/connections/add-connection.tsx";
import { connectionQuery, connectorsQuery } from "#components/connections/connections-query.ts";
import { loadNewConnectionView } from "#components/connections/new-connection-view.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { getConnection } from "#lib/inventory/get-connection.ts";
import { listConnectors } from "#lib/inventory/list-connectors.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export const metadata: Metadata = { title: "Add a connection" };

export default async function NewConnectionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const { connection } = await loadNewConnectionView(searchParams);
  const client = new QueryClient();
  client.setQueryData(connectorsQuery.queryKey, listConnectors(ctx));
  if (connection !== null) {
    const id = idOrNotFound(connection);
    client.setQueryData(connectionQuery(id).queryKey, await orNotFound(getConnection(ctx, id)));
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AddConnection />
    </HydrationBoundary>
  );
}
