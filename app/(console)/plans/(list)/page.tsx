import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { plansQuery } from "#components/plans/plans-query.ts";
import { PlansScreen } from "#components/plans/plans-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { listPlans } from "#lib/remediation/plans.ts";

export const metadata: Metadata = { title: "Plans" };

export default async function PlansPage() {
  const ctx = await pageContext();
  const client = new QueryClient();
  await client.prefetchQuery({ ...plansQuery, queryFn: () => listPlans(ctx) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PlansScreen />
    </HydrationBoundary>
  );
}
