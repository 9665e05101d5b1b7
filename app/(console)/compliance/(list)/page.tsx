import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { frameworksQuery } from "#components/compliance/compliance-query.ts";
import { ComplianceScreen } from "#components/compliance/compliance-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { listFrameworks } from "#lib/compliance/list-frameworks.ts";
import { loadComplianceScope } from "#lib/contract/compliance.ts";

export const metadata: Metadata = { title: "Compliance" };

export default async function CompliancePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext();
  const scope = await loadComplianceScope(searchParams);
  const client = new QueryClient();
  await client.prefetchQuery({ ...frameworksQuery(scope), queryFn: () => listFrameworks(ctx, scope) });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ComplianceScreen />
    </HydrationBoundary>
  );
}
