import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";

import { IssueScreen } from "#components/issues/issue-screen.tsx";
import { issueQuery } from "#components/issues/issues-query.ts";
import { pageContext } from "#lib/access/page-context.ts";
import { getIssue } from "#lib/correlation/get-issue.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export default async function IssuePage({ params }: { params: Promise<{ issueId: string }> }) {
  const id = idOrNotFound((await params).issueId);
  const issue = await orNotFound(getIssue(await pageContext(), id));
  const client = new QueryClient();
  client.setQueryData(issueQuery(id).queryKey, issue);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IssueScreen id={id} />
    </HydrationBoundary>
  );
}
