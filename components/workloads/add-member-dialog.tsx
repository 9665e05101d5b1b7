"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";

import { resourceFilterParsers, type ResourceFilters } from "#lib/contract/inventory.ts";
import { memberRoles, memberRoleTitles, type MemberRole } from "#lib/domain/workload.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { resourcesQuery } from "../inventory/inventory-query.ts";
import { cn } from "../ui/cn.ts";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { ChangeForm, type ChangeDialogProps } from "./change-form.tsx";

const filtersFor = (q: string): ResourceFilters => ({
  class: [],
  layer: [],
  provider: [],
  exposure: [],
  sensitivity: [],
  privilege: [],
  type: "",
  account: "",
  region: "",
  connection: "",
  state: "present",
  sort: resourceFilterParsers.sort.defaultValue,
  cursor: null,
  limit: 20,
  q,
});

export function AddMemberDialog({ workload, onChange, ...frame }: ChangeDialogProps) {
  const [text, setText] = useState("");
  const [chosen, choose] = useState<{ id: string; name: string } | null>(null);
  const [role, setRole] = useState<MemberRole>("supports-it");
  const q = useDeferredValue(text.trim());
  const search = useInfiniteQuery({
    ...resourcesQuery(filtersFor(q)),
    enabled: frame.open && q.length >= 2,
  });
  const members = new Set(workload.members.map(({ resourceId }) => resourceId));
  const items = search.data?.pages[0]?.items ?? [];
  const found = items.filter(({ id }) => !members.has(id));
  const refused = frame.error instanceof ApiError ? frame.error : null;
  return (
    <ChangeForm
      {...frame}
      title={`Add to ${workload.name}`}
      description="It counts as part of the workload, now and after every sync."
      action="Add"
      canSubmit={chosen !== null}
      onSubmit={() =>
        chosen &&
        onChange({
          method: "POST",
          path: "members",
          body: { resourceId: chosen.id, role },
          done: `${chosen.name} was added`,
        })
      }
    >
      <Field
        label="Resource"
        help="Part of its name, or the start of its identifier."
        error={refused?.fieldMessage("resourceId")}
      >
        {(control) => (
          <Input
            {...control}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              // What is chosen is always in sight.
              choose(null);
            }}
          />
        )}
      </Field>
      {q.length >= 2 && (
        <ul
          aria-label="Found resources"
          className="scroll-thin max-h-48 overflow-y-auto rounded-md border border-line p-1"
        >
          {found.length === 0 && (
            <li className="px-2 py-1 text-sm text-muted">
              {insteadOf(search.error, search.isPending, items.length)}
            </li>
          )}
          {found.map(({ id, name, typeTitle }) => (
            <li key={id}>
              <button
                type="button"
                aria-pressed={chosen?.id === id}
                onClick={() => choose({ id, name })}
                className={cn(
                  "flex min-h-7 w-full items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-hover",
                  chosen?.id === id && "bg-selected",
                )}
              >
                <span className="truncate">{name}</span>
                <span className="ml-auto shrink-0 text-xs text-muted">{typeTitle}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field label="What it does" error={refused?.fieldMessage("role")}>
        {(control) => (
          <Select
            {...control}
            value={role}
            onChange={setRole}
            options={memberRoles.map((value) => ({ value, label: memberRoleTitles[value] }))}
          />
        )}
      </Field>
    </ChangeForm>
  );
}

/** Why no resource is offered. */
function insteadOf(error: unknown, isPending: boolean, foundCount: number): string {
  if (error) return messageOf(error);
  if (isPending) return "Searching…";
  return foundCount > 0 ? "Whatever is called that is part of it already." : "Nothing is called that.";
}
