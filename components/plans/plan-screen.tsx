"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";

import type { ChangePlan, PlanDetail } from "#lib/contract/plans.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Effort } from "../issues/fixes-table.tsx";
import { useCan } from "../shell/viewer.tsx";
import { Person } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { PlanState } from "./plan-state.tsx";
import { planQuery, plansKey, simulateHref } from "./plans-query.ts";
import { SimulationSummary } from "./simulation-summary.tsx";
import { SimulationView } from "./simulation-view.tsx";

/** A plan: each change with what became of the issues it was to break, and the whole promise as it was made. */
export function PlanScreen({ id }: { id: string }) {
  const query = useQuery(planQuery(id));
  const client = useQueryClient();
  const mayChange = useCan("issue:write");
  const change = useMutation({
    mutationFn: (input: ChangePlan) => send("PATCH", `/api/v1/plans/${id}`, input),
    onSuccess: () => client.invalidateQueries({ queryKey: plansKey }),
  });
  const plan = query.data;
  if (!plan && query.error)
    return <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!plan) return <SkeletonRows rows={8} label="Loading the plan" />;
  const owner = plan.assignee ?? plan.team;
  return (
    <article className="pb-10">
      <PageHeader
        title={plan.name}
        crumbs={[{ label: "Plans", href: "/plans" }]}
        summary={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <PlanState state={plan.state} />
            <span>
              {plan.closedCount} of {counted(plan.promisedCount, "promised issue")} closed
            </span>
            {plan.newIssueCount > 0 && <span>{counted(plan.newIssueCount, "issue")} opened since</span>}
            {owner ? <Person name={owner.name} /> : "Nobody owns it"}
            {plan.dueAt && <DueBadge at={plan.dueAt} />}
            <span>
              Made by {plan.createdBy} <RelativeTime at={plan.createdAt} />
            </span>
          </span>
        }
        actions={
          mayChange && (
            <>
              <Button asChild>
                <Link href={simulateHref(openFixes(plan))}>Simulate what is left</Link>
              </Button>
              <Button
                pending={change.isPending}
                onClick={() => change.mutate({ closed: plan.closedAt === null })}
              >
                {plan.closedAt === null ? "Stop following" : "Follow again"}
              </Button>
            </>
          )
        }
      />
      <div className="flex flex-col gap-4 px-4 sm:px-6">
        <Card title="Promise and outcome" bodyClassName="p-0">
          <ul className="divide-y divide-line">
            {plan.fixes.map((fix) => (
              <li key={fix.id} className="flex flex-col gap-2 px-4 py-3 text-sm">
                <span className="flex flex-wrap items-center gap-3">
                  <PlanState state={fix.state} />
                  <span className="font-medium">{fix.change}</span>
                  <Effort effort={fix.effort} />
                </span>
                <ul className="flex flex-col gap-1 text-muted">
                  {fix.issues.map(({ id: issueId, title, closedAt }) => (
                    <li key={issueId} className="flex justify-between gap-4">
                      <Link href={`/issues/${issueId}`} className="min-w-0 hover:underline">
                        {title}
                      </Link>
                      <span className="shrink-0 text-xs">
                        {closedAt ? (
                          <>
                            closed <RelativeTime at={closedAt} />
                          </>
                        ) : (
                          "still open"
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </Card>
        <h2 className="mt-2 text-sm font-semibold">As it was promised</h2>
        <SimulationSummary simulation={plan.promise} />
        <SimulationView simulation={plan.promise} />
      </div>
    </article>
  );
}

const openFixes = ({ fixes }: PlanDetail): string[] =>
  fixes.filter(({ state }) => state !== "kept").map(({ id }) => id);
