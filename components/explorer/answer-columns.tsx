import Link from "next/link";

import type { ExplorerAnswer, ExplorerResource } from "#lib/contract/explorer.ts";
import { providerTitles } from "#lib/domain/provider.ts";

import type { Column } from "../data-table/column.ts";
import { ClassIcon } from "../graph/class-icon.tsx";
import { shortAccount } from "../inventory/short-key.ts";
import { layerLooks } from "../layer-strip/layer-look.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";

/** One row of an answer: a resource for each column. */
export type AnswerRow = { id: string; resources: readonly (ExplorerResource | undefined)[] };

export function toRows({ rows, resources }: ExplorerAnswer): AnswerRow[] {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  return rows.map((ids) => ({ id: ids.join(" "), resources: ids.map((id) => byId.get(id)) }));
}

export const answerColumns = (columns: readonly string[]): Column<AnswerRow>[] =>
  columns.map((header, index) => ({
    id: String(index),
    header,
    width: 220,
    grows: true,
    cell: ({ resources }) => <ResourceCell resource={resources[index]} />,
  }));

function ResourceCell({ resource }: { resource: ExplorerResource | undefined }) {
  if (!resource) return <span className="text-faint">–</span>;
  return (
    <span className="flex min-w-0 flex-col leading-4">
      <span className="flex min-w-0 items-center gap-2">
        <ClassIcon name={resource.class} className={layerLooks[resource.layer].text} />
        <Link
          href={`/inventory/${resource.id}`}
          title={resource.key}
          className="min-w-0 truncate font-medium hover:underline"
        >
          {resource.name}
        </Link>
        {resource.worst && <SeverityBadge severity={resource.worst} />}
      </span>
      <span className="truncate pl-6 text-xs text-muted">
        {resource.typeTitle} · {providerTitles[resource.provider]} {shortAccount(resource.account)}
      </span>
    </span>
  );
}

/** A row where the screen is narrow: one under the other. */
export const AnswerCard = ({ row, columns }: { row: AnswerRow; columns: readonly string[] }) => (
  <span className="flex flex-col gap-1">
    {row.resources.map((resource, index) => (
      <span key={columns[index]} className="flex min-w-0 items-center gap-2 text-sm">
        <span className="w-24 shrink-0 truncate text-xs text-muted">{columns[index]}</span>
        {resource && (
          <>
            <ClassIcon name={resource.class} className={layerLooks[resource.layer].text} />
            <span className="truncate">{resource.name}</span>
          </>
        )}
      </span>
    ))}
  </span>
);
