"use client";
import { useQuery } from "@tanstack/react-query";
import { Filter, PartyPopper } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";

import type { WorkFilters } from "#lib/contract/remediation.ts";

import { DataTable } from "../data-table/data-table.tsx";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { useNow } from "../ui/relative-time.tsx";
import { OwnerSummary } from "./owner-summary.tsx";
import { workQuery } from "./remediation-query.ts";
import { isDue, type DueFilter } from "./remediation-view.ts";
import { WorkCard, workColumns } from "./work-columns.tsx";

const allLoaded = { hasNext: false, isFetching: false, fetch: () => {} };

type Props = {
  filters: WorkFilters;
  owner: string;
  due: DueFilter;
  openId: string | null;
  onOpen: (findingId: string) => void;
  onChange: (part: { owner?: string; team?: string; due?: DueFilter }) => void;
};

/** What has to be mended, soonest due first. */
export function WorkPanel({ filters, owner, due, openId, onOpen, onChange }: Props) {
  const router = useRouter();
  const now = useNow();
  const query = useQuery(workQuery(filters));
  const isAll = filters.whose === "all";
  const rows = (query.data?.items ?? []).filter(
    (item) =>
      (!isAll || owner === "" || (item.team ?? item.assignee)?.name === owner) && isDue(item, due, now),
  );
  const isNarrowed = (query.data?.items.length ?? 0) > rows.length;
  const open = (id: string) => {
    const item = rows.find((candidate) => candidate.id === id);
    if (item?.subjectType === "issue") router.push(`/issues/${id}`);
    else onOpen(id);
  };
  return (
    <>
      {isAll && query.data && (
        <OwnerSummary
          byOwner={query.data.byOwner}
          owner={owner}
          onChange={(name) => onChange({ owner: name })}
        />
      )}
      {filters.team !== "" && (
        <div className="px-4 pb-2 sm:px-6">
          <ScopeChip label="Of one team" onRemove={() => onChange({ team: "" })} />
        </div>
      )}
      <DataTable
        label="Work"
        columns={workColumns}
        card={(item) => <WorkCard item={item} />}
        cardHeight={96}
        rowHeight={54}
        rows={rows}
        rowId={({ id }) => id}
        total={rows.length}
        state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
        more={allLoaded}
        empty={
          isNarrowed ? (
            <NothingLeft onShowAll={() => onChange({ owner: "", due: null })} />
          ) : (
            <NoWork isAll={isAll} />
          )
        }
        openId={openId}
        onOpen={open}
      />
    </>
  );
}

const NothingLeft = ({ onShowAll }: { onShowAll: () => void }) => (
  <EmptyState
    icon={Filter}
    title="No work is left of what was asked for"
    action={<Button onClick={onShowAll}>Show all of it</Button>}
  />
);

const NoWork = ({ isAll }: { isAll: boolean }) => (
  <EmptyState
    icon={PartyPopper}
    title={isAll ? "Nothing is assigned to anybody" : "Nothing is waiting for you"}
    action={
      <Button asChild>
        <Link href="/findings?assignee=nobody">See what nobody owns</Link>
      </Button>
    }
  >
    {isAll
      ? "Assign findings or issues, and they stand here by the day they are due."
      : "What is assigned to you or your teams stands here, soonest due first."}
  </EmptyState>
);
