"use client";
import { useState } from "react";

import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { ChangeForm, type ChangeDialogProps } from "./change-form.tsx";

export function RenameDialog({ workload, onChange, ...frame }: ChangeDialogProps) {
  const [name, setName] = useState(workload.name);
  return (
    <ChangeForm
      {...frame}
      title="Rename"
      description={`Found as ${workload.name}: ${workload.nameReason}`}
      action="Rename"
      canSubmit={name.trim() !== "" && name !== workload.name}
      onSubmit={() => onChange({ method: "PUT", path: "name", body: { name }, done: `Renamed to ${name}` })}
    >
      <Field label="Name">
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
