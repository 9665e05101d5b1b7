import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { TokensList } from "#components/settings/tokens-list.tsx";
import { tokensQuery } from "#components/settings/settings-query.ts";
import { listTokens } from "#lib/access/tokens.ts";
import { pageContext } from "#lib/access/page-context.ts";

export const metadata: Metadata = { title: "Tokens" };

export default async function TokensPage() {
  const ctx = await pageContext();
  const queryClient = new QueryClient();
  await queryClient.fetchQuery({ ...tokensQuery, queryFn: () => listTokens(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TokensList />
    </HydrationBoundary>
  );
}
