import Link from "next/link";

import type { FixPlan as Plan } from "#lib/contract/issues.ts";
import { counted } from "#lib/domain/counted.ts";

import { Effort } from "../issues/fixes-table.tsx";
import { issuesHref } from "../issues/issues-view.ts";
import { simulateHref } from "../plans/plans-query.ts";
import { EmptyState } from "../ui/empty-state.tsx";

/** What the few are called: the plan never has more than it needs. */
export const fixPlanTitle = ({ steps: { length } }: Plan): string => {
  if (length === 0) return "What to fix first";
  return `Fix ${["this one", "these two", "these three"][length - 1] ?? `these ${length}`}`;
};

/** The smallest set of changes that breaks the most. */
export function FixPlan({ plan, empty }: { plan: Plan; empty: string }) {
  if (plan.steps.length === 0) return <EmptyState title={empty} />;
  return (
    <>
      <ol className="divide-y divide-line text-sm">
        {plan.steps.map((fix, index) => (
          <li key={fix.id} className="flex gap-3 px-4 py-2.5">
            <span className="w-3 text-muted">{index + 1}</span>
            <div className="flex min-w-0 flex-1 flex-col gap-1">
              <p>{fix.change}</p>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
                <span className="truncate">{fix.resourceName}</span>
                <Effort effort={fix.effort} />
                <Link
                  href={issuesHref("/issues", { fix: fix.id })}
                  className="inline-flex min-h-6 items-center text-accent-text hover:underline"
                >
                  {counted(fix.breaks.length, "issue")}
                </Link>
              </p>
            </div>
          </li>
        ))}
      </ol>
      <p className="border-t border-line px-4 py-2.5 text-sm text-muted">
        {plan.steps.length === 1 ? "It acts" : "Together they act"} on{" "}
        <Link href="/issues?view=fixes" className="font-medium text-text hover:underline">
          {plan.issueCount === 1
            ? "the one open issue"
            : `${plan.brokenCount} of ${plan.issueCount} open issues`}
        </Link>
        .{" "}
        <Link
          href={simulateHref(plan.steps.map(({ id }) => id))}
          className="text-accent-text hover:underline"
        >
          Simulate
        </Link>
      </p>
    </>
  );
}
