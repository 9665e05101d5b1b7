"use client";
import { useQuery } from "@tanstack/react-query";
import { FlaskConical, Milestone } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";

import type { PlanView } from "#lib/contract/plans.ts";
import { counted } from "#lib/domain/counted.ts";

import type { Column } from "../data-table/column.ts";
import { DataTable } from "../data-table/data-table.tsx";
import { ListPage } from "../data-table/list-page.tsx";
import { Person } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { DueBadge } from "../ui/due-badge.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { PlanState } from "./plan-state.tsx";
import { plansQuery } from "./plans-query.ts";

const allLoaded = { hasNext: false, isFetching: false, fetch: () => {} };

/** Simulations that were kept, and how each promise stands. */
export function PlansScreen() {
  const router = useRouter();
  const query = useQuery(plansQuery);
  const rows = query.data?.items ?? [];
  return (
    <ListPage>
      <PageHeader
        title="Plans"
        summary="Changes to make, what they promise to close, and what came of it with the next syncs."
        actions={
          <Button variant="primary" asChild>
            <Link href="/plans/simulate">
              <FlaskConical aria-hidden />
              Simulate changes
            </Link>
          </Button>
        }
      />
      <DataTable
        label="Plans"
        columns={columns}
        card={(plan) => <PlanCard plan={plan} />}
        cardHeight={84}
        rows={rows}
        rowId={({ id }) => id}
        total={rows.length}
        state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
        more={allLoaded}
        onOpen={(id) => router.push(`/plans/${id}`)}
        empty={
          <EmptyState
            icon={Milestone}
            title="No plan has been made yet"
            action={
              <Button variant="primary" asChild>
                <Link href="/plans/simulate">Simulate changes</Link>
              </Button>
            }
          >
            Choose changes, see which issues they break, and keep them as a plan that is compared with what
            happens.
          </EmptyState>
        }
      />
    </ListPage>
  );
}

const progress = ({ closedCount, promisedCount }: PlanView): string =>
  `${closedCount} of ${counted(promisedCount, "issue")} closed`;

const columns: readonly Column<PlanView>[] = [
  {
    id: "name",
    header: "Plan",
    width: 280,
    grows: true,
    cell: ({ name }) => <span className="truncate font-medium">{name}</span>,
  },
  { id: "state", header: "Promise", width: 130, cell: ({ state }) => <PlanState state={state} /> },
  { id: "progress", header: "Progress", width: 170, cell: progress },
  { id: "changes", header: "Changes", width: 90, align: "right", cell: ({ fixCount }) => fixCount },
  {
    id: "owner",
    header: "Owner",
    width: 170,
    cell: ({ assignee, team }) => {
      const owner = assignee ?? team;
      return owner ? <Person name={owner.name} /> : <span className="text-faint">Nobody</span>;
    },
  },
  { id: "due", header: "Due", width: 110, cell: ({ dueAt }) => dueAt && <DueBadge at={dueAt} /> },
  {
    id: "created",
    header: "Made",
    width: 110,
    align: "right",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} className="text-muted" />,
  },
];

const PlanCard = ({ plan }: { plan: PlanView }) => (
  <>
    <span className="truncate text-sm font-medium">{plan.name}</span>
    <span className="flex items-center gap-3 text-xs text-muted">
      <PlanState state={plan.state} /> {progress(plan)}
    </span>
  </>
);
