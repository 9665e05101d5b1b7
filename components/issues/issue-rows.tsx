import Link from "next/link";

import type { IssueView } from "#lib/contract/issues.ts";

import { LayerCrossing } from "../layer-strip/layer-crossing.tsx";
import { Person } from "../ui/avatar.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PathEnds } from "./issues-columns.tsx";
import { Score } from "./score.tsx";

type Props = { issues: readonly IssueView[]; empty: string };

/** A short list of issues inside another page: the sentence, the path's ends, who has it and by when. */
export function IssueRows({ issues, empty }: Props) {
  if (issues.length === 0) return <EmptyState title={empty} />;
  return (
    <ol className="divide-y divide-line text-sm">
      {issues.map((issue) => {
        const owner = issue.assignee ?? issue.team;
        return (
          <li key={issue.id}>
            <Link
              href={`/issues/${issue.id}`}
              className="flex gap-3 px-4 py-3 outline-offset-[-2px] hover:bg-hover"
            >
              <span className="w-11 shrink-0">
                <Score score={issue.score} severity={issue.severity} />
              </span>
              <span className="flex min-w-0 flex-1 flex-col gap-1.5">
                <span className="text-pretty">{issue.story}</span>
                <span className="flex flex-col gap-x-4 gap-y-1.5 text-xs text-muted sm:flex-row sm:items-center">
                  <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 sm:flex-nowrap">
                    <LayerCrossing crossed={issue.layers} className="shrink-0" />
                    <PathEnds issue={issue} />
                  </span>
                  <span className="flex max-w-full shrink-0 items-center gap-3 sm:ml-auto">
                    {owner ? <Person name={owner.name} /> : <span>nobody owns it</span>}
                    {issue.dueAt && <DueBadge at={issue.dueAt} />}
                  </span>
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
