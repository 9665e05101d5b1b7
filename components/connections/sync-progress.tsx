"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { counted } from "#lib/domain/counted.ts";

import { ErrorState } from "../ui/error-state.tsx";
import { Progress } from "../ui/progress.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { messageOf } from "../api/api-error.ts";
import { CollectionRuns } from "./collection-runs.tsx";
import { syncQuery } from "./connections-query.ts";
import { isUnderWay } from "./sync-look.ts";
import { SyncProblem } from "./sync-problem.tsx";
import { SyncStatus } from "./sync-status.tsx";

type Props = { syncId: string; /** Lists every collection, not just the numbers. */ detailed?: boolean };

/** How far a sync is, collection by collection; read again every second until it ends. */
export function SyncProgress({ syncId, detailed }: Props) {
  const { data: sync, error, refetch } = useQuery(syncQuery(syncId));
  useRefreshWhenOver(sync?.connectionId, sync?.state);
  if (error && !sync) return <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />;
  if (!sync) return <Skeleton className="w-full" />;
  const words =
    sync.state === "queued"
      ? "Waiting for the worker"
      : `${sync.endedCount} of ${counted(sync.totalCount, "collection")}, ${counted(sync.resourceCount, "resource")}, ${counted(sync.callCount, "call")}`;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3 text-sm">
        <SyncStatus state={sync.state} />
        <span className="text-xs text-muted">{words}</span>
      </div>
      {isUnderWay(sync.state) && (
        <Progress label="Collections read" value={sync.endedCount} max={sync.totalCount} />
      )}
      <SyncProblem sync={sync} />
      {detailed && sync.collections.length > 0 && <CollectionRuns runs={sync.collections} />}
      <output className="sr-only">{isUnderWay(sync.state) ? "" : `Sync ${sync.state}: ${words}`}</output>
    </div>
  );
}

/** What a sync changes is read again everywhere as soon as it is over. */
function useRefreshWhenOver(connectionId: string | undefined, state: string | undefined): void {
  const client = useQueryClient();
  const isOver = state !== undefined && state !== "queued" && state !== "running";
  useEffect(() => {
    if (!isOver || connectionId === undefined) return;
    const keys = [["connections"], ["connection", connectionId], ["syncs", connectionId], ["inventory"]];
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  }, [client, isOver, connectionId]);
}
