import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";

import { OrganizationForm } from "#components/settings/organization-form.tsx";
import { organizationQuery } from "#components/settings/settings-query.ts";
import { getOrganization } from "#lib/access/organization.ts";
import { pageContext } from "#lib/access/page-context.ts";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationPage() {
  const ctx = await pageContext();
  const queryClient = new QueryClient();
  await queryClient.fetchQuery({ ...organizationQuery, queryFn: () => getOrganization(ctx) });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OrganizationForm />
    </HydrationBoundary>
  );
}
