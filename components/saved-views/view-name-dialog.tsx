"use client";
import { useId, useState } from "react";

import { ApiError, messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

type Props = {
  title: string;
  action: string;
  name: string;
  pending: boolean;
  error: Error | null;
  onClose: () => void;
  onName: (name: string) => void;
};

/** Asks what a view is to be called. Drawn only while it is open, so that it begins with `name` each time. */
export function ViewNameDialog({ title, action, name: first, pending, error, onClose, onName }: Props) {
  const form = useId();
  const [name, setName] = useState(first);
  const fieldError = error instanceof ApiError ? error.fieldMessage("name") : undefined;
  const isEmpty = name.trim() === "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending} disabled={isEmpty}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty && !pending) onName(name.trim());
        }}
      >
        <Field
          label="Name"
          help="Only you see it."
          error={fieldError ?? (error ? messageOf(error) : undefined)}
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
              onFocus={(event) => event.currentTarget.select()}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
