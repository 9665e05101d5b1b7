"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";

import { CreatedToken } from "#lib/contract/access.ts";
import type { Permission } from "#lib/domain/permission.ts";

import { FormError } from "../access/form-error.tsx";
import { required, useFormFields } from "../access/use-form-fields.ts";
import { sendJson } from "../api/fetch-json.ts";
import { useViewer } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { toggled } from "./toggled.ts";

const lifetimes = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
] as const;
type Lifetime = (typeof lifetimes)[number]["value"];

type Props = { onClose: () => void; onCreated: (secret: string) => void };

export function TokenDialog({ onClose, onCreated }: Props) {
  const queryClient = useQueryClient();
  const { permissions } = useViewer();
  const [scopes, setScopes] = useState(
    new Set(permissions.filter((permission) => permission.endsWith(":read"))),
  );
  const [days, setDays] = useState<Lifetime>("30");
  const create = useMutation({
    meta: { showsErrors: true },
    mutationFn: (name: string) =>
      sendJson(
        "POST",
        "/api/v1/tokens",
        { name, scopes: [...scopes], expiresInDays: Number(days) },
        CreatedToken,
      ),
    onSuccess: async ({ secret }) => {
      await queryClient.invalidateQueries({ queryKey: ["tokens"] });
      onCreated(secret);
    },
  });
  const { onSubmit, errorOf, formError } = useFormFields(
    ["name", "scopes"],
    {
      name: required("Write what it is for."),
      scopes: () => (scopes.size === 0 ? "Choose at least one permission." : undefined),
    },
    ({ name }) => create.mutate(name),
    create.error,
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      wide
      title="New token"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="token" variant="primary" pending={create.isPending}>
            Create
          </Button>
        </>
      }
    >
      <form id="token" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormError message={formError} />
        <Field label="Name" help="What it is for: the pipeline or script." error={errorOf("name")}>
          {(control) => <Input {...control} name="name" autoComplete="off" />}
        </Field>
        <Field label="Expires after">
          {(control) => <Select {...control} value={days} onChange={setDays} options={lifetimes} />}
        </Field>
        <Scopes offered={permissions} chosen={scopes} onChange={setScopes} error={errorOf("scopes")} />
      </form>
    </Dialog>
  );
}

type ScopesProps = {
  offered: readonly Permission[];
  chosen: Set<Permission>;
  onChange: (chosen: Set<Permission>) => void;
  error: string | undefined;
};

function Scopes({ offered, chosen, onChange, error }: ScopesProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="text-sm font-medium">Permissions</legend>
      <p className="text-xs text-muted">Of your own. Give it only what it needs.</p>
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs text-critical">
          {error}
        </p>
      )}
      <ul className="mt-1.5 grid grid-cols-1 rounded-md border border-line p-1 sm:grid-cols-3">
        {offered.map((permission) => (
          <li key={permission} className="flex items-center gap-1.5 rounded-sm px-1 hover:bg-hover">
            <Checkbox
              id={`${id}-${permission}`}
              checked={chosen.has(permission)}
              onCheckedChange={() => onChange(toggled(chosen, permission))}
              aria-label={permission}
            />
            <label htmlFor={`${id}-${permission}`} className="font-mono text-xs">
              {permission}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
