"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { toast } from "sonner";

import { FormError } from "../access/form-error.tsx";
import { atLeast, required, useFormFields } from "../access/use-form-fields.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

export function PasswordForm() {
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: { currentPassword: string; password: string }) =>
      send("PUT", "/api/v1/session/password", body),
    onSuccess: async () => {
      form.current?.reset();
      toast("Password changed. Your other sessions have ended.");
      await queryClient.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const { onSubmit, errorOf, formError } = useFormFields(
    ["currentPassword", "password"],
    { currentPassword: required("Write your present password."), password: atLeast(12) },
    (values) => change.mutate(values),
    change.error,
  );
  return (
    <section aria-labelledby="password-heading" className="max-w-5xl px-4 pb-8 sm:px-6">
      <h2 id="password-heading" className="text-base font-semibold">
        Password
      </h2>
      <p className="mt-0.5 mb-4 text-sm text-muted">Changing it ends all your other sessions.</p>
      <form ref={form} onSubmit={onSubmit} noValidate className="flex max-w-sm flex-col gap-4">
        <FormError message={formError} />
        <Field label="Present password" error={errorOf("currentPassword")}>
          {(control) => (
            <Input {...control} name="currentPassword" type="password" autoComplete="current-password" />
          )}
        </Field>
        <Field label="New password" help="At least 12 characters." error={errorOf("password")}>
          {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
        </Field>
        <div>
          <Button type="submit" pending={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </section>
  );
}
