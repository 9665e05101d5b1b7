"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useState } from "react";

import type { SyncView } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { formatDuration } from "../ui/format-time.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { syncsQuery } from "./connections-query.ts";
import { SyncProgress } from "./sync-progress.tsx";
import { SyncStatus } from "./sync-status.tsx";

/** The syncs of a connection, newest first, each with its collections on demand. */
export function SyncsList({ connectionId }: { connectionId: string }) {
  const query = useInfiniteQuery(syncsQuery(connectionId));
  const syncs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.isPending) return <SkeletonRows rows={4} label="Loading syncs" />;
  if (query.error)
    return <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />;
  if (syncs.length === 0) return <EmptyState title="It was never synced" />;
  return (
    <>
      <ul aria-label="Past syncs" className="divide-y divide-line">
        {syncs.map((sync) => (
          <SyncRow key={sync.id} sync={sync} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="px-4 py-3 sm:px-6">
          <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show earlier syncs
          </Button>
        </div>
      )}
    </>
  );
}

function SyncRow({ sync }: { sync: SyncView }) {
  const [open, setOpen] = useState(false);
  const { startedAt, finishedAt, state, resourceCount, changedCount, removedCount, requestedBy } = sync;
  const took = startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 w-full flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-1 text-left text-sm outline-offset-[-2px] hover:bg-hover sm:px-6"
      >
        <ChevronRight className={cn("size-3.5 text-faint", open && "rotate-90")} aria-hidden />
        <span className="w-28">
          <SyncStatus state={state} />
        </span>
        <RelativeTime at={sync.queuedAt} className="w-20 text-muted" />
        <span>
          {counted(resourceCount, "resource")}, {changedCount.toLocaleString("en")} changed,{" "}
          {removedCount.toLocaleString("en")} removed
        </span>
        <span className="text-xs text-muted sm:ml-auto">
          by {requestedBy}
          {took !== null && `, ${formatDuration(took)}`}
        </span>
      </button>
      {open && (
        <div className="px-4 pt-1 pb-4 sm:px-6 sm:pl-12">
          <SyncProgress syncId={sync.id} detailed />
        </div>
      )}
    </li>
  );
}
