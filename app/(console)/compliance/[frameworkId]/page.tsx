import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";

import { frameworkQuery } from "#components/compliance/compliance-query.ts";
import { FrameworkScreen } from "#components/compliance/framework-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { frameworkOf } from "#lib/compliance/find-framework.ts";
import { getFramework } from "#lib/compliance/get-framework.ts";
import { loadComplianceScope } from "#lib/contract/compliance.ts";
import { orNotFound } from "../../or-not-found.ts";

type Props = { params: Promise<{ frameworkId: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { frameworkId } = await params;
  return { title: (await orNotFound(Promise.resolve().then(() => frameworkOf(frameworkId)))).shortTitle };
}

export default async function FrameworkPage({ params, searchParams }: Props) {
  const { frameworkId } = await params;
  const ctx = await pageContext();
  const scope = await loadComplianceScope(searchParams);
  const client = new QueryClient();
  // A scope that is not known of the past is refused by the API, and the screen says so.
  if (ctx.asOf === undefined || Object.values(scope).every((chosen) => chosen === ""))
    client.setQueryData(
      frameworkQuery(frameworkId, scope).queryKey,
      await orNotFound(getFramework(ctx, frameworkId, scope)),
    );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <FrameworkScreen frameworkId={frameworkId} />
    </HydrationBoundary>
  );
}
