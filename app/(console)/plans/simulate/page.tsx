import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { fixesQuery } from "#components/issues/issues-query.ts";
import { simulationQuery } from "#components/plans/plans-query.ts";
import { SimulationScreen } from "#components/plans/simulation-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { loadSimulation } from "#lib/contract/plans.ts";
import { listFixes } from "#lib/correlation/plan-fixes.ts";
import { simulateChanges } from "#lib/remediation/simulate-changes.ts";

export const metadata: Metadata = { title: "Simulate changes" };

export default async function SimulatePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const { fix } = await loadSimulation(searchParams);
  const client = new QueryClient();
  await Promise.all([
    client.prefetchQuery({ ...fixesQuery, queryFn: () => listFixes(ctx) }),
    client.prefetchQuery({ ...simulationQuery(fix), queryFn: () => simulateChanges(ctx, fix) }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SimulationScreen />
    </HydrationBoundary>
  );
}
