import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { SessionsList } from "#components/settings/sessions-list.tsx";
import { sessionsQuery } from "#components/settings/settings-query.ts";
import { signedInPerson } from "#lib/access/page-context.ts";
import { listSessions } from "#lib/access/sessions.ts";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const { ctx, sessionId } = await signedInPerson();
  const queryClient = new QueryClient();
  await queryClient.fetchQuery({ ...sessionsQuery, queryFn: () => listSessions(ctx, sessionId) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SessionsList />
    </HydrationBoundary>
  );
}
