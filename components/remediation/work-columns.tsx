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
    cell: ({ title, detail }) => (
      <span title={`${title}: ${detail}`}>
        {title} <span className="text-muted">{detail}</span>
      </span>
    ),
  },
  { id: "layers", header: "Layer", width: 104, cell: ({ layers }) => <Layers layers={layers} /> },
  {
    id: "kind",
    header: "Kind",
    width: 80,
    cell: ({ subjectType }) => <span className="text-muted">{subjectType}</span>,
  },
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
    <span className="line-clamp-1 text-xs text-muted">{item.detail}</span>
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs">
      {item.dueAt && <DueBadge at={item.dueAt} />}
      <SeverityBadge severity={item.severity} className="text-xs" />
      <Layers layers={item.layers} />
      <FindingStatus status={item.status} />
    </span>
  </>
);
