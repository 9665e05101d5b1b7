import { ArrowRight } from "lucide-react";

import type { IssueView } from "#lib/contract/issues.ts";

import type { Column } from "../data-table/column.ts";
import { LayerCrossing } from "../layer-strip/layer-crossing.tsx";
import { Person } from "../ui/avatar.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { IssueStatus } from "./issue-status.tsx";
import { Score } from "./score.tsx";

export const issuesColumns: readonly Column<IssueView>[] = [
  {
    id: "score",
    header: "Score",
    width: 72,
    sort: "score",
    cell: ({ score, severity }) => <Score score={score} severity={severity} />,
  },
  {
    id: "story",
    header: "Issue",
    width: 300,
    grows: true,
    cell: ({ story }) => (
      <span title={story} className="line-clamp-2 whitespace-normal">
        {story}
      </span>
    ),
  },
  { id: "layers", header: "Layers", width: 116, cell: ({ layers }) => <LayerCrossing crossed={layers} /> },
  {
    id: "path",
    header: "From, to",
    width: 240,
    initiallyHidden: true,
    cell: (issue) => <PathEnds issue={issue} />,
  },
  {
    id: "workload",
    header: "Workload",
    width: 144,
    cell: ({ workload }) => workload?.name ?? <span className="text-muted">–</span>,
  },
  {
    id: "status",
    header: "Status",
    width: 108,
    initiallyHidden: true,
    cell: ({ status }) => <IssueStatus status={status} />,
  },
  {
    id: "owner",
    header: "Owner",
    width: 148,
    cell: (issue) =>
      issue.assignee || issue.team ? <Owner issue={issue} /> : <span className="text-muted">–</span>,
  },
  { id: "due", header: "Due", width: 104, cell: ({ dueAt }) => dueAt && <DueBadge at={dueAt} /> },
  {
    id: "age",
    header: "Opened",
    width: 104,
    align: "right",
    sort: "newest",
    cell: ({ openedAt }) => <RelativeTime at={openedAt} className="text-muted" />,
  },
];

export const PathEnds = ({ issue: { entry, target } }: { issue: Pick<IssueView, "entry" | "target"> }) => (
  <span className="flex min-w-0 items-center gap-1.5">
    <span className="truncate" title={`${entry.name}, ${entry.typeTitle}`}>
      {entry.name}
    </span>
    <ArrowRight className="size-3 shrink-0 text-faint" aria-label="to" />
    <span className="truncate" title={`${target.name}, ${target.typeTitle}`}>
      {target.name}
    </span>
  </span>
);

export const IssueCard = ({ issue }: { issue: IssueView }) => (
  <>
    <span className="line-clamp-3 text-sm font-medium text-pretty">{issue.story}</span>
    <span className="flex w-full min-w-0 items-center gap-3 text-xs text-muted">
      <Score score={issue.score} severity={issue.severity} />
      <LayerCrossing crossed={issue.layers} className="shrink-0" />
      <Owner issue={issue} />
      {issue.dueAt && <DueBadge at={issue.dueAt} />}
    </span>
  </>
);

/** Whoever has it; nothing where nobody has. */
const Owner = ({ issue: { assignee, team } }: { issue: Pick<IssueView, "assignee" | "team"> }) => {
  const owner = assignee ?? team;
  return owner && <Person name={owner.name} />;
};
