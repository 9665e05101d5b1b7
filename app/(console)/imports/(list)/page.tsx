import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { importsQuery } from "#components/imports/imports-query.ts";
import { ImportsScreen } from "#components/imports/imports-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { listImports } from "#lib/imports/list-imports.ts";

export const metadata: Metadata = { title: "Imports" };

export default async function ImportsPage() {
  const ctx = await pageContext();
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    ...importsQuery,
    queryFn: () => listImports(ctx, { cursor: null, limit: 50 }),
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ImportsScreen />
    </HydrationBoundary>
  );
}
