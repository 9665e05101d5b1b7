import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { PeopleList } from "#components/settings/people-list.tsx";
import { peopleQuery } from "#components/settings/settings-query.ts";
import { listPeople } from "#lib/access/list-people.ts";
import { pageContext } from "#lib/access/page-context.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const ctx = await pageContext();
  const queryClient = new QueryClient();
  await queryClient.fetchQuery({ ...peopleQuery, queryFn: () => listPeople(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <PeopleList />
    </HydrationBoundary>
  );
}
