"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";

import { CheckRow } from "../data-table/check-row.tsx";
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
  const { data } = useInfiniteQuery({ ...workloadsQuery(everything), enabled: frame.open });
  const others = (data?.pages.flatMap(({ items }) => items) ?? []).filter(({ id }) => id !== workload.id);
  const toggle = (id: string) =>
    setFrom(from.includes(id) ? from.filter((other) => other !== id) : [...from, id]);
  return (
    <ChangeForm
      {...frame}
      title={`Merge into ${workload.name}`}
      description="Their resources become part of this workload, now and after every sync."
      action="Merge"
      canSubmit={from.length > 0}
      onSubmit={() => onChange({ method: "POST", path: "merge", body: { from }, done: "Merged" })}
    >
      <fieldset className="max-h-64 overflow-y-auto">
        <legend className="sr-only">Workloads to merge</legend>
        {others.length === 0 && <p className="text-sm text-muted">There is no other workload.</p>}
        {others.map(({ id, name, memberCount }) => (
          <CheckRow key={id} checked={from.includes(id)} onToggle={() => toggle(id)} count={memberCount}>
            {name}
          </CheckRow>
        ))}
      </fieldset>
    </ChangeForm>
  );
}
