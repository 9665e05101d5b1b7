"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FileInput, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

import type { ImportView } from "#lib/contract/imports.ts";

import type { Column } from "../data-table/column.ts";
import { DataTable } from "../data-table/data-table.tsx";
import { ListPage } from "../data-table/list-page.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { outcomeWords } from "./import-words.ts";
import { importsQuery } from "./imports-query.ts";
import { UploadReport } from "./upload-report.tsx";

/** Reports of other tools, newest first, and what each changed. */
export function ImportsScreen() {
  const router = useRouter();
  const canWrite = useCan("finding:write");
  const [isUploading, setUploading] = useState(false);
  const query = useInfiniteQuery(importsQuery);
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const upload = canWrite && (
    <Button variant="primary" onClick={() => setUploading(true)}>
      <Upload aria-hidden />
      Import a report
    </Button>
  );
  return (
    <ListPage>
      <PageHeader
        title="Imports"
        summary="What other tools reported, and what each report changed."
        actions={rows.length > 0 && upload}
      />
      <DataTable
        label="Imports"
        columns={columns}
        card={(view) => <ImportCard view={view} />}
        cardHeight={84}
        rows={rows}
        rowId={({ id }) => id}
        total={query.hasNextPage ? null : rows.length}
        state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
        more={{
          hasNext: query.hasNextPage,
          isFetching: query.isFetchingNextPage,
          fetch: () => void query.fetchNextPage(),
        }}
        onOpen={(id) => router.push(`/imports/${id}`)}
        empty={
          <EmptyState icon={FileInput} title="Nothing has been imported yet" action={upload}>
            Bring in what another scanner found, or a bill of materials: it is tied to the same resources, and
            closed when a later report no longer tells of it.
          </EmptyState>
        }
      />
      {isUploading && (
        <UploadReport formats={query.data?.pages[0]?.formats ?? []} onClose={() => setUploading(false)} />
      )}
    </ListPage>
  );
}

const columns: readonly Column<ImportView>[] = [
  {
    id: "source",
    header: "Source",
    width: 160,
    cell: ({ source }) => <span className="truncate font-medium">{source}</span>,
  },
  {
    id: "scope",
    header: "Scope",
    width: 220,
    cell: ({ scope }) =>
      scope ? <span className="truncate">{scope}</span> : <span className="text-faint">All of it</span>,
  },
  { id: "format", header: "Format", width: 180, cell: ({ formatTitle }) => formatTitle },
  { id: "outcome", header: "What changed", width: 320, grows: true, cell: outcomeWords },
  {
    id: "by",
    header: "By",
    width: 150,
    cell: ({ importedBy }) => <span className="truncate">{importedBy}</span>,
  },
  {
    id: "at",
    header: "Imported",
    width: 110,
    align: "right",
    cell: ({ importedAt }) => <RelativeTime at={importedAt} className="text-muted" />,
  },
];

const ImportCard = ({ view }: { view: ImportView }) => (
  <>
    <span className="truncate text-sm font-medium">
      {view.source} {view.scope && <span className="font-normal text-muted">{view.scope}</span>}
    </span>
    <span className="flex items-center gap-3 text-xs text-muted">
      {outcomeWords(view)} <RelativeTime at={view.importedAt} />
    </span>
  </>
);
