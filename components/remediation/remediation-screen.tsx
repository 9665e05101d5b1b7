"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";

import type { WorkList } from "#lib/contract/remediation.ts";

import { ListPage } from "../data-table/list-page.tsx";
import { FindingDrawer } from "../findings/finding-drawer.tsx";
import { useCan, useViewer } from "../shell/viewer.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { ExceptionsPanel } from "./exceptions-panel.tsx";
import { partExceptions } from "./exception-look.ts";
import { exceptionsQuery, workQuery } from "./remediation-query.ts";
import { remediationParsers, workFiltersOf } from "./remediation-view.ts";
import { WorkPanel } from "./work-panel.tsx";

/** Who must act, and by when; the address holds what is shown. */
export function RemediationScreen() {
  const [{ view, whose, team, owner, finding }, setState] = useQueryStates(remediationParsers);
  const { permissions } = useViewer();
  const seesAll = useCan("work:read-all");
  const canWork = useCan("assignment:work");
  const filters = workFiltersOf({ whose, team }, permissions);
  const work = useQuery(workQuery(filters));
  const exceptions = useQuery(exceptionsQuery);
  const toDecide = partExceptions(exceptions.data?.items ?? []).mine.length;
  return (
    <ListPage>
      <PageHeader
        title={filters.whose === "me" ? "My work" : "Remediation"}
        summary={summaryOf(work.data)}
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
                onChange={(chosen) => void setState({ whose: chosen, owner: null })}
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

function summaryOf(work: WorkList | undefined): string {
  if (!work) return "Counting…";
  const { items, overdueCount, dueThisWeekCount } = work;
  if (items.length === 0) return "Nothing is assigned.";
  return `${items.length} open, ${overdueCount} overdue, ${dueThisWeekCount} due within 7 days.`;
}
