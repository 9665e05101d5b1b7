import { Box, Sparkles } from "lucide-react";

import type { WorkItem } from "#lib/contract/remediation.ts";

import type { Column } from "../data-table/column.ts";
import { FindingStatus } from "../findings/finding-status.tsx";
import { LayerIcon } from "../layer-strip/layer-look.tsx";
import { layerTitles } from "#lib/domain/layer.ts";
import { Person } from "../ui/avatar.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { ProgressButton } from "./progress-button.tsx";

const Layers = ({ layers }: Pick<WorkItem, "layers">) => (
  <span className="inline-flex items-center gap-1.5">
    {layers.map((layer) => (
      <span key={layer} className="inline-flex items-center gap-1.5" title={layerTitles[layer]}>
        <LayerIcon layer={layer} />
        <span className={layers.length > 1 ? "sr-only" : ""}>{layerTitles[layer]}</span>
      </span>
    ))}
  </span>
);

/** What it is about, and then what is wrong with it. */
function Subject({ item: { subjectType, subjectName, detail } }: { item: WorkItem }) {
  const Icon = subjectType === "issue" ? Sparkles : Box;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
      {subjectName && (
        <>
          <Icon aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">{subjectType === "issue" ? "Workload" : "Resource"} </span>
          <span className="max-w-1/2 shrink-0 truncate text-text">{subjectName}</span>
        </>
      )}
      <span className="truncate">{detail}</span>
    </span>
  );
}

export const workColumns: readonly Column<WorkItem>[] = [
  { id: "due", header: "Due", width: 132, cell: ({ dueAt }) => dueAt && <DueBadge at={dueAt} /> },
  {
    id: "severity",
    header: "Severity",
    width: 104,
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: "title",
    header: "What to fix",
    width: 300,
    grows: true,
    cell: (item) => (
      <span className="flex min-w-0 flex-col" title={`${item.title}: ${item.detail}`}>
        <span className="truncate">{item.title}</span>
        <Subject item={item} />
      </span>
    ),
  },
  { id: "layers", header: "Layer", width: 104, cell: ({ layers }) => <Layers layers={layers} /> },
  {
    id: "owner",
    header: "Owner",
    width: 140,
    cell: ({ assignee, team }) => <Person name={(assignee ?? team)?.name ?? "Nobody"} />,
  },
  { id: "status", header: "Status", width: 116, cell: ({ status }) => <FindingStatus status={status} /> },
  { id: "progress", header: "Work", width: 116, cell: (item) => <ProgressButton item={item} /> },
];

export const WorkCard = ({ item }: { item: WorkItem }) => (
  <>
    <span className="line-clamp-1 text-sm font-medium">{item.title}</span>
    <Subject item={item} />
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
      {item.dueAt && <DueBadge at={item.dueAt} />}
      <SeverityBadge severity={item.severity} className="text-xs" />
      <Layers layers={item.layers} />
      <FindingStatus status={item.status} />
    </span>
  </>
);
