import type { FindingView } from "#lib/contract/findings.ts";
import { providerTitles } from "#lib/domain/provider.ts";

import type { Column } from "../data-table/column.ts";
import { LayerLabel } from "../layer-strip/layer-look.tsx";
import { Person } from "../ui/avatar.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { FindingStatus } from "./finding-status.tsx";

export const findingsColumns: readonly Column<FindingView>[] = [
  {
    id: "severity",
    header: "Severity",
    width: 108,
    sort: "severity",
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: "title",
    header: "Finding",
    width: 280,
    grows: true,
    cell: ({ title, reason }) => (
      <span title={`${title}: ${reason}`}>
        {title} <span className="text-muted">{reason}</span>
      </span>
    ),
  },
  {
    id: "resource",
    header: "Resource",
    width: 200,
    cell: ({ resource }) => (
      <span title={resource.key}>
        {resource.name} <span className="text-xs text-muted">{resource.typeTitle}</span>
      </span>
    ),
  },
  { id: "layer", header: "Layer", width: 104, cell: ({ layer }) => <LayerLabel layer={layer} /> },
  {
    id: "provider",
    header: "Cloud",
    width: 110,
    initiallyHidden: true,
    cell: ({ resource }) => providerTitles[resource.provider],
  },
  {
    id: "account",
    header: "Account",
    width: 140,
    initiallyHidden: true,
    cell: ({ resource }) => <span className="font-mono text-xs">{resource.account}</span>,
  },
  { id: "status", header: "Status", width: 108, cell: ({ status }) => <FindingStatus status={status} /> },
  {
    id: "owner",
    header: "Owner",
    width: 124,
    cell: ({ assignee, team }) => {
      const owner = assignee ?? team;
      return owner ? <Person name={owner.name} /> : <span className="text-muted">–</span>;
    },
  },
  { id: "due", header: "Due", width: 100, cell: ({ dueAt }) => dueAt && <DueBadge at={dueAt} /> },
  {
    id: "age",
    header: "Opened",
    width: 104,
    align: "right",
    cell: ({ openedAt }) => <RelativeTime at={openedAt} className="text-muted" />,
  },
];

export const FindingCard = ({ finding }: { finding: FindingView }) => (
  <>
    <span className="line-clamp-1 text-sm font-medium">{finding.title}</span>
    <span className="line-clamp-1 text-xs text-muted">{finding.resource.name}</span>
    <span className="flex items-center gap-3 text-xs">
      <SeverityBadge severity={finding.severity} className="text-xs" />
      <LayerLabel layer={finding.layer} />
      {finding.dueAt && <DueBadge at={finding.dueAt} />}
    </span>
  </>
);
