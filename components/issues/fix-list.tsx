"use client";
import Link from "next/link";

import type { IssueDetail } from "#lib/contract/issues.ts";

import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Switch } from "../ui/switch.tsx";
import { Effort } from "./fixes-table.tsx";
import { issuesHref } from "./issues-view.ts";

type Props = {
  issue: IssueDetail;
  simulated: ReadonlySet<string>;
  onSimulate: (fixId: string, on: boolean) => void;
};

/** Changes that break this path, those that break most others first. A switch redraws the path without it. */
export function FixList({ issue: { fixes, id }, simulated, onSimulate }: Props) {
  return (
    <Card title="What breaks it" aside="Best first" bodyClassName="p-0">
      {fixes.length === 0 ? (
        <EmptyState title="No single change breaks it">Fix the findings on the path, one by one.</EmptyState>
      ) : (
        <ol className="divide-y divide-line text-sm">
          {fixes.map((fix, index) => {
            const others = fix.breaks.filter((broken) => broken !== id).length;
            return (
              <li key={fix.id} className="flex gap-3 px-4 py-3">
                <span className="w-4 text-muted">{index + 1}</span>
                <div className="flex min-w-0 flex-1 flex-col gap-1">
                  <p>{fix.change}</p>
                  <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
                    <span className="truncate">{fix.resourceName}</span>
                    <Effort effort={fix.effort} />
                    <Link
                      href={issuesHref("/issues", { fix: fix.id })}
                      className="inline-flex min-h-6 items-center text-accent-text hover:underline"
                    >
                      {others === 0 ? "Breaks only this" : `Breaks ${others} more`}
                    </Link>
                    {fix.checkIds.map((checkId) => (
                      <Link
                        key={checkId}
                        href={`/checks/${checkId}`}
                        className="inline-flex min-h-6 items-center font-mono hover:underline"
                      >
                        {checkId}
                      </Link>
                    ))}
                  </p>
                </div>
                <Switch
                  label={`Simulate: ${fix.change}`}
                  checked={simulated.has(fix.id)}
                  onChange={(on) => onSimulate(fix.id, on)}
                />
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
