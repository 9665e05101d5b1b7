import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";

import { PlanScreen } from "#components/plans/plan-screen.tsx";
import { planQuery } from "#components/plans/plans-query.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { getPlan } from "#lib/remediation/plans.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export default async function PlanPage({ params }: { params: Promise<{ planId: string }> }) {
  const id = idOrNotFound((await params).planId);
  const plan = await orNotFound(getPlan(await pageContext(), id));
  const client = new QueryClient();
  client.setQueryData(planQuery(id).queryKey, plan);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PlanScreen id={id} />
    </HydrationBoundary>
  );
}
