import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";

import { FindingPageBody } from "#components/findings/finding-page-body.tsx";
import { findingQuery } from "#components/findings/findings-query.ts";
import { Breadcrumb } from "#components/ui/breadcrumb.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { getFinding } from "#lib/posture/get-finding.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export default async function FindingPage({ params }: { params: Promise<{ findingId: string }> }) {
  const findingId = idOrNotFound((await params).findingId);
  const finding = await orNotFound(getFinding(await pageContext(), findingId));
  const client = new QueryClient();
  client.setQueryData(findingQuery(findingId).queryKey, finding);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <div className="pt-4 pb-10">
        <div className="px-4 sm:px-6">
          <Breadcrumb crumbs={[{ label: "Findings", href: "/findings" }]} />
        </div>
        <FindingPageBody id={findingId} />
      </div>
    </HydrationBoundary>
  );
}
