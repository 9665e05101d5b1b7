import type { Metadata } from "next";

import { CustomCheckEditor } from "#components/checks/custom/custom-check-editor.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

export const metadata: Metadata = { title: "New check" };

export default function NewCheckPage() {
  return (
    <>
      <PageHeader
        title="New check"
        crumbs={[{ label: "Checks", href: "/checks" }]}
        summary="An expression over what is known of a class of resources. It is stored once its examples come out as they say."
      />
      <CustomCheckEditor stored={null} />
    </>
  );
}
