import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";

import { ConnectionScreen } from "#components/connections/connection-screen.tsx";
import { connectionQuery } from "#components/connections/connections-query.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { getConnection } from "#lib/inventory/get-connection.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export default async function ConnectionPage({ params }: { params: Promise<{ connectionId: string }> }) {
  const connectionId = idOrNotFound((await params).connectionId);
  const connection = await orNotFound(getConnection(await pageContext(), connectionId));
  const client = new QueryClient();
  client.setQueryData(connectionQuery(connectionId).queryKey, connection);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ConnectionScreen id={connectionId} />
    </HydrationBoundary>
  );
}
