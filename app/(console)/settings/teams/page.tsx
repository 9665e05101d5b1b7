import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { TeamsList } from "#components/settings/teams-list.tsx";
import { teamsQuery } from "#components/settings/settings-query.ts";
import { listTeams } from "#lib/access/teams.ts";
import { pageContext } from "#lib/access/page-context.ts";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage() {
  const ctx = await pageContext();
  const queryClient = new QueryClient();
  await queryClient.fetchQuery({ ...teamsQuery, queryFn: () => listTeams(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TeamsList />
    </HydrationBoundary>
  );
}
