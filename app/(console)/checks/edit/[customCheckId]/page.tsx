import type { Metadata } from "next";
import Link from "next/link";

import { CustomCheckEditor } from "#components/checks/custom/custom-check-editor.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { counted } from "#lib/domain/counted.ts";
import { getCustomCheck } from "#lib/posture/custom/list-custom-checks.ts";
import { idOrNotFound, orNotFound } from "../../../or-not-found.ts";

type Props = { params: Promise<{ customCheckId: string }> };

export const metadata: Metadata = { title: "Edit a check" };

export default async function EditCheckPage({ params }: Props) {
  const { customCheckId } = await params;
  const check = await orNotFound(getCustomCheck(await pageContext(), idOrNotFound(customCheckId)));
  return (
    <>
      <PageHeader
        title={check.title}
        crumbs={[{ label: "Checks", href: "/checks" }]}
        summary={
          <>
            {check.problem ?? (check.enabled ? "On" : "Off")}, version {check.version},{" "}
            <Link href={`/checks/${check.checkId}`} className="text-accent-text hover:underline">
              {counted(check.failCount, "resource")} failing
            </Link>
          </>
        }
      />
      <CustomCheckEditor key={check.version} stored={check} />
    </>
  );
}
