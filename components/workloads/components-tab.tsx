"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";

import type { WorkloadComponent } from "#lib/contract/workload-components.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { findingsHref } from "../findings/findings-view.ts";
import { PlainTable, type PlainColumn } from "../settings/plain-table.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { severityTextClass, SeverityIcon } from "../ui/severity-badge.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { workloadComponentsQuery } from "./components-query.ts";
import { ExportBill } from "./export-bill.tsx";

type Props = { id: string; name: string };

/** What the workload is made of, a page at a time, with what is known to be wrong with each part. */
export function ComponentsTab({ id, name }: Props) {
  const query = useInfiniteQuery(workloadComponentsQuery(id));
  if (query.isPending) return <SkeletonRows rows={8} label={`Loading the components of ${name}`} />;
  if (query.error)
    return <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />;
  const components = query.data.pages.flatMap(({ items }) => items);
  if (components.length === 0)
    return (
      <EmptyState title="No models, data sets, images or packages are known">
        Import a CycloneDX or SPDX bill of materials with the id of one of its resources as its scope.
      </EmptyState>
    );
  return (
    <section aria-label="Components" className="flex flex-col gap-3 px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted">
          {query.hasNextPage ? `The first ${components.length}` : counted(components.length, "component")}
        </p>
        <ExportBill workloadId={id} />
      </div>
      <PlainTable label="Components" columns={columns} rows={components} rowId={(row) => row.id} />
      {query.hasNextPage && (
        <div>
          <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more components
          </Button>
        </div>
      )}
    </section>
  );
}

const columns: readonly PlainColumn<WorkloadComponent>[] = [
  {
    header: "Component",
    cell: (component) => (
      <div className="flex flex-col gap-0.5 wrap-anywhere">
        <span title={component.reference || undefined}>
          {component.source === null ? (
            <ResourceLink resource={component.resource} />
          ) : (
            <span className="font-medium">{component.name}</span>
          )}{" "}
          <span className="text-muted">{component.version}</span>
        </span>
        <span className="text-xs text-muted sm:hidden">
          {component.kind}, {component.licenses.join(", ") || "license not said"}
        </span>
      </div>
    ),
  },
  { header: "Kind", wideOnly: true, cell: ({ kind }) => <Badge>{kind}</Badge> },
  {
    header: "License",
    wideOnly: true,
    cell: ({ licenses }) => licenses.join(", ") || <span className="text-faint">not said</span>,
  },
  { header: "Vulnerabilities", cell: (component) => <Vulnerabilities component={component} /> },
  {
    header: "Part of, or is",
    wideOnly: true,
    cell: ({ source, resource }) =>
      source === null ? (
        <span className="text-muted">{resource.typeTitle}</span>
      ) : (
        <ResourceLink resource={resource} />
      ),
  },
  { header: "Told by", wideOnly: true, cell: ({ source }) => source ?? "its provider" },
];

const ResourceLink = ({ resource: { id, name } }: Pick<WorkloadComponent, "resource">) => (
  <Link href={`/inventory/${id}`} className="font-medium text-accent-text wrap-anywhere hover:underline">
    {name}
  </Link>
);

/** Nothing told is not nothing wrong: who wants to know imports a scan. */
function Vulnerabilities({ component }: { component: WorkloadComponent }) {
  const { vulnerabilityCount: count, worst, scannedCriticalCount: critical, resource, name } = component;
  if (worst !== null)
    return (
      <Link
        href={findingsHref("/findings", { resource: resource.id, view: "list" })}
        aria-label={`${counted(count, "open vulnerability", "open vulnerabilities")} of ${name}, worst ${worst}`}
        className={`inline-flex items-center gap-1 font-semibold hover:underline ${severityTextClass(worst)}`}
      >
        <SeverityIcon severity={worst} className="size-2.5" />
        {count.toLocaleString("en")}
      </Link>
    );
  if (critical !== null)
    return (
      <span className={critical > 0 ? "font-semibold" : ""}>{critical.toLocaleString("en")} critical</span>
    );
  return <span className="text-faint">none told</span>;
}
