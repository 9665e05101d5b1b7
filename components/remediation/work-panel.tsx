"use client";
import { useQuery } from "@tanstack/react-query";
import { PartyPopper } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";

import type { WorkFilters } from "#lib/contract/remediation.ts";

import { DataTable } from "../data-table/data-table.tsx";
import { ScopeChip } from "../data-table/scope-chip.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { OwnerSummary } from "./owner-summary.tsx";
import { workQuery } from "./remediation-query.ts";
import { WorkCard, workColumns } from "./work-columns.tsx";

const allLoaded = { hasNext: false, isFetching: false, fetch: () => {} };

type Props = {
  filters: WorkFilters;
  owner: string;
  openId: string | null;
  onOpen: (findingId: string) => void;
  onChange: (part: { owner?: string; team?: string }) => void;
};

/** What has to be mended, soonest due first. */
export function WorkPanel({ filters, owner, openId, onOpen, onChange }: Props) {
  const router = useRouter();
  const query = useQuery(workQuery(filters));
  const isAll = filters.whose === "all";
  const rows = (query.data?.items ?? []).filter(
    ({ assignee, team }) => !isAll || owner === "" || (team ?? assignee)?.name === owner,
  );
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
        rows={rows}
        rowId={({ id }) => id}
        total={rows.length}
        state={{ isPending: query.isPending, error: query.error, retry: () => void query.refetch() }}
        more={allLoaded}
        empty={<NoWork isAll={isAll} />}
        openId={openId}
        onOpen={open}
      />
    </>
  );
}

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
