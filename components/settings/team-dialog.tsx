"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";

import type { Team } from "#lib/contract/access.ts";

import { FormError } from "../access/form-error.tsx";
import { required, useFormFields } from "../access/use-form-fields.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { peopleQuery } from "./settings-query.ts";
import { toggled } from "./toggled.ts";

type Props = { team: Team | null; onClose: () => void };

export function TeamDialog({ team, onClose }: Props) {
  const queryClient = useQueryClient();
  const [members, setMembers] = useState(new Set(team?.members.map(({ id }) => id)));
  const save = useMutation({
    meta: { showsErrors: true },
    mutationFn: (name: string) => {
      const body = { name, memberIds: [...members] };
      return team ? send("PATCH", `/api/v1/teams/${team.id}`, body) : send("POST", "/api/v1/teams", body);
    },
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ["teams"] }),
        queryClient.invalidateQueries({ queryKey: ["people"] }),
      ]);
      onClose();
    },
  });
  const { onSubmit, errorOf, formError } = useFormFields(
    ["name"],
    { name: required("Write the team's name.") },
    ({ name }) => save.mutate(name),
    save.error,
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={team ? `Edit ${team.name}` : "New team"}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="team" variant="primary" pending={save.isPending}>
            {team ? "Save" : "Create"}
          </Button>
        </>
      }
    >
      <form id="team" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormError message={formError} />
        <Field label="Name" error={errorOf("name")}>
          {(control) => <Input {...control} name="name" autoComplete="off" defaultValue={team?.name ?? ""} />}
        </Field>
        <Members chosen={members} onChange={setMembers} />
      </form>
    </Dialog>
  );
}

function Members({ chosen, onChange }: { chosen: Set<string>; onChange: (chosen: Set<string>) => void }) {
  const { data } = useQuery(peopleQuery);
  const idPrefix = useId();
  const people = (data?.items ?? []).filter(({ id, state }) => state !== "disabled" || chosen.has(id));
  const toggle = (id: string) => onChange(toggled(chosen, id));
  return (
    <fieldset>
      <legend className="text-sm font-medium">Members</legend>
      <ul className="scroll-thin mt-1.5 max-h-56 overflow-y-auto rounded-md border border-line">
        {people.map(({ id, name, email }) => (
          <li key={id} className="flex items-center gap-2 px-2 py-1 hover:bg-hover">
            <Checkbox
              id={`${idPrefix}-${id}`}
              checked={chosen.has(id)}
              onCheckedChange={() => toggle(id)}
              aria-label={name}
            />
            <label htmlFor={`${idPrefix}-${id}`} className="min-w-0 flex-1 truncate text-sm">
              {name} <span className="text-muted">{email}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
