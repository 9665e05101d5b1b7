"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";

import type { WorkFilters } from "#lib/contract/remediation.ts";

import { ListPage } from "../data-table/list-page.tsx";
import { FindingDrawer } from "../findings/finding-drawer.tsx";
import { useCan, useViewer } from "../shell/viewer.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { ExceptionsPanel } from "./exceptions-panel.tsx";
import { partExceptions, type ExceptionParts } from "./exception-look.ts";
import { exceptionsQuery, workQuery } from "./remediation-query.ts";
import { remediationParsers, workFiltersOf } from "./remediation-view.ts";
import { WorkPanel } from "./work-panel.tsx";
import { WorkSummary } from "./work-summary.tsx";

/** Who must act, and by when; the address holds what is shown. */
export function RemediationScreen() {
  const [{ view, whose, team, owner, due, finding }, setState] = useQueryStates(remediationParsers);
  const { permissions } = useViewer();
  const seesAll = useCan("work:read-all");
  const canWork = useCan("assignment:work");
  const filters = workFiltersOf({ whose, team }, permissions);
  const work = useQuery(workQuery(filters));
  const exceptions = useQuery(exceptionsQuery);
  const waiting = exceptions.data && partExceptions(exceptions.data.items);
  const toDecide = waiting?.mine.length ?? 0;
  return (
    <ListPage>
      <PageHeader
        title={titleOf(view, filters.whose)}
        summary={
          view === "work" ? (
            !work.error && (
              <WorkSummary
                work={work.data}
                whose={filters.whose}
                due={due}
                onDue={(chosen) => void setState({ due: chosen })}
              />
            )
          ) : (
            <ExceptionSummary parts={waiting} hasFailed={exceptions.isError} />
          )
        }
        actions={
          <>
            <Segmented
              label="Show"
              value={view}
              onChange={(chosen) => void setState({ view: chosen, finding: null })}
              options={[
                { value: "work", label: "Work" },
                { value: "exceptions", label: toDecide > 0 ? `Exceptions (${toDecide})` : "Exceptions" },
              ]}
            />
            {view === "work" && seesAll && canWork && (
              <Segmented
                label="Whose work"
                value={filters.whose}
                onChange={(chosen) => void setState({ whose: chosen, owner: null, due: null })}
                options={[
                  { value: "me", label: "Mine" },
                  { value: "all", label: "Everybody's" },
                ]}
              />
            )}
          </>
        }
      />
      {view === "work" ? (
        <WorkPanel
          filters={filters}
          owner={owner}
          due={due}
          openId={finding}
          onOpen={(id) => void setState({ finding: id }, { history: finding === null ? "push" : "replace" })}
          onChange={(part) => void setState(part)}
        />
      ) : (
        <ExceptionsPanel />
      )}
      <FindingDrawer id={finding} onClose={() => void setState({ finding: null })} />
    </ListPage>
  );
}

function titleOf(view: "work" | "exceptions", whose: WorkFilters["whose"]): string {
  if (view === "exceptions") return "Exceptions";
  return whose === "me" ? "My work" : "Everybody's work";
}

type ExceptionSummaryProps = { parts: ExceptionParts | undefined; hasFailed: boolean };

function ExceptionSummary({ parts, hasFailed }: ExceptionSummaryProps) {
  if (!parts) return hasFailed ? null : "Counting…";
  const [mine, others] = [parts.mine.length, parts.others.length];
  if (mine + others === 0) return "No request waits for a decision.";
  const forOthers = `${others} ${others === 1 ? "waits" : "wait"} for somebody else's decision`;
  if (mine === 0) return `${forOthers}.`;
  const forReader = `${mine} ${mine === 1 ? "waits" : "wait"} for your decision`;
  return others === 0 ? `${forReader}.` : `${forReader}, ${others} for somebody else's.`;
}
