"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo, useState } from "react";

import { messageOf } from "../api/api-error.ts";
import { FindingRowsOf } from "../findings/finding-rows.tsx";
import { GraphView } from "../graph/graph-view.tsx";
import { LayerCrossing } from "../layer-strip/layer-crossing.tsx";
import { useCan } from "../shell/viewer.tsx";
import { CommentForm } from "../timeline/comment-form.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import { Badge } from "../ui/badge.tsx";
import { Card } from "../ui/card.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Person } from "../ui/avatar.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { SeverityBadge } from "../ui/severity-badge.tsx";
import { brokenEdges } from "./broken-edges.ts";
import { FixList } from "./fix-list.tsx";
import { IssueActions } from "./issue-actions.tsx";
import { IssueStatus } from "./issue-status.tsx";
import { issueKey, issueQuery } from "./issues-query.ts";
import { OtherEnds } from "./other-ends.tsx";
import { PathContext } from "./path-context.tsx";
import { ScoreExplanation } from "./score-explanation.tsx";

export function IssueScreen({ id }: { id: string }) {
  const query = useQuery(issueQuery(id));
  const issue = query.data;
  const [simulated, setSimulated] = useState<ReadonlySet<string>>(new Set());
  const canComment = useCan("assignment:work");
  const broken = useMemo(
    () => (issue ? brokenEdges(issue, simulated) : new Set<string>()),
    [issue, simulated],
  );
  if (!issue && query.error)
    return <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />;
  if (!issue) return <SkeletonRows rows={8} label="Loading the issue" />;
  const owner = issue.assignee ?? issue.team;
  const simulate = (fixId: string, on: boolean) => {
    const next = new Set(simulated);
    if (on) next.add(fixId);
    else next.delete(fixId);
    setSimulated(next);
  };
  return (
    <article className="pb-10">
      <PageHeader
        title={issue.story}
        crumbs={[{ label: "Issues", href: "/issues" }]}
        summary={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <SeverityBadge severity={issue.severity} />
            <span className="whitespace-nowrap">
              Score <span className="font-semibold text-text">{issue.score}</span>
            </span>
            <IssueStatus status={issue.status} />
            <LayerCrossing crossed={issue.layers} />
            {issue.workload && (
              <Link href={`/workloads/${issue.workload.id}`} className="text-accent-text hover:underline">
                {issue.workload.name}
              </Link>
            )}
            {issue.environment && <Badge>{issue.environment}</Badge>}
            {owner ? <Person name={owner.name} /> : "Nobody owns it"}
            {issue.dueAt && <DueBadge at={issue.dueAt} />}
            <span className="whitespace-nowrap">
              Opened <RelativeTime at={issue.openedAt} />
            </span>
          </span>
        }
        actions={<IssueActions issue={issue} />}
      />
      <div className="grid gap-4 px-4 sm:px-6 lg:grid-cols-2">
        <Card bodyClassName="p-0" className="lg:col-span-2">
          <GraphView
            graph={issue.graph}
            arrangement="path"
            label={`The path: ${issue.title}`}
            brokenEdges={broken}
            toolbar={
              <>
                <OtherEnds issue={issue} />
                {simulated.size > 0 && (
                  <output className="text-text">
                    {simulated.size === 1 ? "One change" : `${simulated.size} changes`} simulated: dotted red
                    steps are cut or narrowed
                  </output>
                )}
              </>
            }
          />
        </Card>
        <ScoreExplanation issue={issue} />
        <FixList issue={issue} simulated={simulated} onSimulate={simulate} />
        <Card
          title="Findings on the path"
          aside={`${issue.findings.length} open`}
          bodyClassName="p-0"
          className="lg:col-span-2"
        >
          <FindingRowsOf findings={issue.findings} empty="Nothing is open on the resources of this path" />
        </Card>
        <PathContext issue={issue} />
        <Card title="Timeline" bodyClassName="flex flex-col gap-5 p-4">
          {canComment && <CommentForm subject={`issues/${issue.id}`} invalidates={issueKey(issue.id)} />}
          <Timeline entries={issue.timeline} />
        </Card>
      </div>
    </article>
  );
}
