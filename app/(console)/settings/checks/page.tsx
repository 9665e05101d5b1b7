import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { CheckParameters } from "#components/settings/check-parameters.tsx";
import { checkParametersQuery } from "#components/settings/settings-query.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { listCheckParameters } from "#lib/posture/list-check-parameters.ts";

export const metadata: Metadata = { title: "Checks" };

export default async function CheckParametersPage() {
  const ctx = await pageContext();
  const client = new QueryClient();
  await client.prefetchQuery({ ...checkParametersQuery, queryFn: () => listCheckParameters(ctx) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CheckParameters />
    </HydrationBoundary>
  );
}
