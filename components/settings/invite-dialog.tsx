"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { SignInLink } from "#lib/contract/access.ts";
import type { Role } from "#lib/domain/permission.ts";

import { FormError } from "../access/form-error.tsx";
import { required, useFormFields } from "../access/use-form-fields.ts";
import { sendJson } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { roleOptions } from "./roles.ts";

type Props = {
  open: boolean;
  onClose: () => void;
  onInvited: (link: { name: string; path: string }) => void;
};

export function InviteDialog({ open, onClose, onInvited }: Props) {
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>("engineer");
  const invite = useMutation({
    meta: { showsErrors: true },
    mutationFn: (person: { name: string; email: string }) =>
      sendJson("POST", "/api/v1/people", { ...person, role }, SignInLink),
    onSuccess: async ({ path }, { name }) => {
      await queryClient.invalidateQueries({ queryKey: ["people"] });
      onInvited({ name, path });
    },
  });
  const { onSubmit, errorOf, formError } = useFormFields(
    ["name", "email"],
    { name: required("Write their name."), email: required("Write their e-mail address.") },
    (values) => invite.mutate(values),
    invite.error,
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Invite a person"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="invite" variant="primary" pending={invite.isPending}>
            Invite
          </Button>
        </>
      }
    >
      <form id="invite" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormError message={formError} />
        <Field label="Name" error={errorOf("name")}>
          {(control) => <Input {...control} name="name" autoComplete="off" />}
        </Field>
        <Field label="E-mail" error={errorOf("email")}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
        </Field>
        <Field label="Role">
          {(control) => <Select {...control} value={role} onChange={setRole} options={roleOptions} />}
        </Field>
      </form>
    </Dialog>
  );
}
