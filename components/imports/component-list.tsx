import Link from "next/link";

import type { ImportedComponentView } from "#lib/contract/imports.ts";

import { PlainTable, type PlainColumn } from "../settings/plain-table.tsx";
import { Badge } from "../ui/badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

type Props = {
  components: readonly ImportedComponentView[];
  empty: string;
  /** In a card of its import, with the resource that each is part of. */
  ofImport?: boolean;
};

/** Parts that a bill of materials names. */
export function ComponentList({ components, empty, ofImport = false }: Props) {
  if (components.length === 0)
    return (
      <EmptyState title={empty}>
        Import a CycloneDX or SPDX bill of materials with the resource&apos;s id as its scope.
      </EmptyState>
    );
  return (
    <PlainTable
      label="Components"
      columns={ofImport ? [...columns, resourceColumn] : columns}
      rows={components}
      rowId={({ id }) => id}
      inCard={ofImport}
    />
  );
}

const columns: readonly PlainColumn<ImportedComponentView>[] = [
  {
    header: "Name",
    cell: ({ name, version, reference }) => (
      <span className="wrap-anywhere" title={reference}>
        <span className="font-medium">{name}</span> <span className="text-muted">{version}</span>
      </span>
    ),
  },
  { header: "Kind", cell: ({ kind }) => <Badge>{kind}</Badge> },
  { header: "Publisher", wideOnly: true, cell: ({ publisher }) => publisher || <Unsaid /> },
  {
    header: "Licenses",
    wideOnly: true,
    cell: ({ licenses }) => (licenses.length > 0 ? licenses.join(", ") : <Unsaid />),
  },
  { header: "Told by", wideOnly: true, cell: ({ source }) => source },
];

const resourceColumn: PlainColumn<ImportedComponentView> = {
  header: "Part of",
  cell: ({ resourceId, resourceName, subjectName }) =>
    resourceId ? (
      <Link href={`/inventory/${resourceId}?tab=components`} className="text-accent-text hover:underline">
        {resourceName ?? subjectName}
      </Link>
    ) : (
      subjectName || <Unsaid />
    ),
};

const Unsaid = () => <span className="text-faint">not said</span>;
