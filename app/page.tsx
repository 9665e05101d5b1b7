import { redirect } from "next/navigation";

import { pageContext } from "#lib/access/page-context.ts";

/** Those who see only their own work start there. */
export default async function Home() {
  const { permissions } = await pageContext();
  redirect(permissions.has("work:read-all") ? "/overview" : "/remediation");
}
