"use client";
import { useState } from "react";

import { ApiError } from "../api/api-error.ts";
import { CheckRow } from "../data-table/check-row.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { ChangeForm, type ChangeDialogProps } from "./change-form.tsx";

export function SplitDialog({ workload, onChange, ...frame }: ChangeDialogProps) {
  const [name, setName] = useState("");
  const [resourceIds, setResourceIds] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setResourceIds(
      resourceIds.includes(id) ? resourceIds.filter((other) => other !== id) : [...resourceIds, id],
    );
  const refused = frame.error instanceof ApiError ? frame.error : null;
  const movesAll = workload.members.length > 0 && resourceIds.length === workload.members.length;
  const problem = refused?.fieldMessage("resourceIds") ?? (movesAll ? "Something has to stay." : undefined);
  return (
    <ChangeForm
      {...frame}
      wide
      title={`Split ${workload.name}`}
      description="What is chosen becomes a workload of its own, now and after every sync."
      action="Split"
      canSubmit={name.trim() !== "" && resourceIds.length > 0 && !movesAll}
      onSubmit={() =>
        onChange({
          method: "POST",
          path: "split",
          body: { name: name.trim(), resourceIds },
          done: `${name.trim()} was split off`,
        })
      }
    >
      <Field label="Name of the new workload" error={refused?.fieldMessage("name")}>
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Resources that move</legend>
        <div className="scroll-thin max-h-64 overflow-y-auto rounded-md border border-line p-1">
          {workload.members.map(({ resourceId, name: memberName, typeTitle }) => (
            <CheckRow
              key={resourceId}
              checked={resourceIds.includes(resourceId)}
              onToggle={() => toggle(resourceId)}
            >
              {memberName} <span className="text-muted">{typeTitle}</span>
            </CheckRow>
          ))}
        </div>
        {problem && (
          <p role="alert" className="mt-1 text-xs text-critical">
            {problem}
          </p>
        )}
      </fieldset>
    </ChangeForm>
  );
}
