"use client";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect } from "react";

import { BulkView } from "#lib/contract/remediation.ts";

import { messageOf } from "../api/api-error.ts";
import { getJson, send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Progress } from "../ui/progress.tsx";

const bulkQuery = (id: string) =>
  queryOptions({
    queryKey: ["bulk", id],
    queryFn: ({ signal }) => getJson(`/api/v1/bulk/${id}`, BulkView, signal),
    refetchInterval: ({ state }) => (isOver(state.data) || state.status === "error" ? false : 600),
  });

const shownFailuresMax = 50;
const isOver = (operation: BulkView | undefined): boolean =>
  operation?.state === "done" || operation?.state === "undone";

/** How far a change to many findings is, what failed, and the way back. */
export function BulkProgress({ id, onDismiss }: { id: string; onDismiss: () => void }) {
  const client = useQueryClient();
  const { data: operation, error, isFetching, refetch } = useQuery(bulkQuery(id));
  const undo = useMutation({
    mutationFn: () => send("POST", `/api/v1/bulk/${id}/undo`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["bulk", id] }),
  });
  const state = operation?.state;
  useEffect(() => {
    if (state !== "done" && state !== "undone") return;
    for (const key of ["findings", "finding", "work"]) void client.invalidateQueries({ queryKey: [key] });
  }, [client, state]);

  const total = operation?.totalCount ?? 0;
  const failures = operation?.failures ?? [];
  return (
    <div className="flex w-(--width) flex-col gap-2 rounded-lg bg-raised px-3 py-2.5 text-sm text-text shadow-pop">
      <div className="flex items-center gap-2">
        <output className="flex-1">{error ? unreadable(operation) : sentence(operation)}</output>
        {error && (
          <Button size="sm" pending={isFetching} onClick={() => void refetch()}>
            Try again
          </Button>
        )}
        {operation?.mayUndo && state === "done" && (
          <Button size="sm" pending={undo.isPending} onClick={() => undo.mutate()}>
            Undo
          </Button>
        )}
        <IconButton icon={X} label="Dismiss" size="sm" onClick={onDismiss} />
      </div>
      {error && <p className="text-xs text-muted">{messageOf(error)}</p>}
      {!isOver(operation) && !error && (
        <Progress label="Changed" value={operation?.doneCount ?? 0} max={total} />
      )}
      {failures.length > 0 && (
        <details className="text-xs text-muted">
          <summary className="min-h-6 cursor-pointer">{failures.length} could not be changed</summary>
          <ul className="max-h-32 overflow-y-auto">
            {failures.slice(0, shownFailuresMax).map((failure) => (
              <li key={failure.id}>{failure.message}</li>
            ))}
            {failures.length > shownFailuresMax && (
              <li>and {(failures.length - shownFailuresMax).toLocaleString("en")} more</li>
            )}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The change goes on, whether or not it can be followed. */
const unreadable = (operation: BulkView | undefined): string =>
  operation
    ? `Last seen at ${operation.doneCount.toLocaleString("en")} of ${operation.totalCount.toLocaleString("en")}`
    : "How far it is could not be read";

function sentence(operation: BulkView | undefined): string {
  if (!operation) return "Starting…";
  const { state, doneCount, totalCount, failures } = operation;
  const count = (value: number) => `${value.toLocaleString("en")} ${value === 1 ? "finding" : "findings"}`;
  if (state === "undone") return `Undone for ${count(doneCount)}`;
  if (state === "done") return `${count(doneCount - failures.length)} changed`;
  return `Changing ${doneCount.toLocaleString("en")} of ${count(totalCount)}`;
}
