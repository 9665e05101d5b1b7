"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ApiError, messageOf } from "../api/api-error.ts";
import { CheckRow } from "../data-table/check-row.tsx";
import { Button } from "../ui/button.tsx";
import { ChangeForm, type ChangeDialogProps } from "./change-form.tsx";
import { workloadsQuery } from "./workloads-query.ts";

const everything = {
  provider: [],
  serviceModel: [],
  environment: [],
  owner: "",
  q: "",
  cursor: null,
  limit: 100,
};

export function MergeDialog({ workload, onChange, ...frame }: ChangeDialogProps) {
  const [from, setFrom] = useState<readonly string[]>([]);
  const query = useInfiniteQuery({ ...workloadsQuery(everything), enabled: frame.open });
  const others = (query.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ id }) => id !== workload.id,
  );
  const toggle = (id: string) =>
    setFrom(from.includes(id) ? from.filter((other) => other !== id) : [...from, id]);
  const refused = frame.error instanceof ApiError ? frame.error.fieldMessage("from") : undefined;
  return (
    <ChangeForm
      {...frame}
      title={`Merge into ${workload.name}`}
      description="Their resources become part of this workload, now and after every sync."
      action="Merge"
      canSubmit={from.length > 0}
      onSubmit={() => onChange({ method: "POST", path: "merge", body: { from }, done: "Merged" })}
    >
      <fieldset className="scroll-thin max-h-64 overflow-y-auto">
        <legend className="sr-only">Workloads to merge</legend>
        {query.isPending && <p className="text-sm text-muted">Loading the other workloads…</p>}
        {query.error && (
          <div className="flex items-center justify-between gap-3 text-sm">
            <p role="alert">{messageOf(query.error)}</p>
            <Button size="sm" onClick={() => void query.refetch()}>
              Try again
            </Button>
          </div>
        )}
        {query.isSuccess && others.length === 0 && (
          <p className="text-sm text-muted">There is no other workload.</p>
        )}
        {others.map(({ id, name, memberCount }) => (
          <CheckRow key={id} checked={from.includes(id)} onToggle={() => toggle(id)} count={memberCount}>
            {name}
          </CheckRow>
        ))}
        {query.hasNextPage && (
          <Button
            size="sm"
            className="mt-1"
            pending={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Load more
          </Button>
        )}
      </fieldset>
      {refused && (
        <p role="alert" className="text-xs text-critical">
          {refused}
        </p>
      )}
    </ChangeForm>
  );
}
