import type { Metadata } from "next";

import { ImportScreen } from "#components/imports/import-screen.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export const metadata: Metadata = { title: "Import" };

export default async function OneImportPage({ params }: { params: Promise<{ importId: string }> }) {
  const id = idOrNotFound((await params).importId);
  return <ImportScreen detail={await orNotFound(getImport(await pageContext(), id))} />;
}
