"use client";
import { useState } from "react";

import { ApiError } from "../api/api-error.ts";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { ChangeForm, type ChangeDialogProps } from "./change-form.tsx";

export function RenameDialog({ workload, onChange, ...frame }: ChangeDialogProps) {
  const [name, setName] = useState(workload.name);
  const trimmed = name.trim();
  const refused = frame.error instanceof ApiError ? frame.error : null;
  return (
    <ChangeForm
      {...frame}
      title="Rename"
      description={`Found as ${workload.name}: ${workload.nameReason}`}
      action="Rename"
      canSubmit={trimmed !== "" && trimmed !== workload.name}
      onSubmit={() =>
        onChange({ method: "PUT", path: "name", body: { name: trimmed }, done: `Renamed to ${trimmed}` })
      }
    >
      <Field label="Name" error={refused?.fieldMessage("name")}>
        {(control) => (
          <Input
            {...control}
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </ChangeForm>
  );
}
