"use client";
import { useMutation } from "@tanstack/react-query";

import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { FormError } from "./form-error.tsx";
import { atLeast, required, useFormFields } from "./use-form-fields.ts";

type Props = { first: boolean; name: string; email: string };

/** The first administrator also says who they are and what the organization is called. */
export function SetUpForm({ first, name, email }: Props) {
  const setUp = useMutation({
    meta: { showsErrors: true },
    mutationFn: (body: Record<string, string>) => send("POST", "/api/v1/session/set-up", body),
    onSuccess: () => location.replace("/"),
  });
  const { onSubmit, errorOf, formError } = useFormFields(
    ["organizationName", "name", "email", "password"],
    {
      name: required("Write your name."),
      password: atLeast(12),
      ...(first
        ? {
            organizationName: required("Write your organization's name."),
            email: required("Write your e-mail address."),
          }
        : {}),
    },
    (values) => setUp.mutate(first ? values : { name: values.name, password: values.password }),
    setUp.error,
  );
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormError message={formError} />
      {first && (
        <Field label="Organization" error={errorOf("organizationName")}>
          {(control) => <Input {...control} name="organizationName" autoComplete="organization" />}
        </Field>
      )}
      <Field label="Your name" error={errorOf("name")}>
        {(control) => <Input {...control} name="name" autoComplete="name" defaultValue={first ? "" : name} />}
      </Field>
      {first ? (
        <Field label="E-mail" help="You sign in with it. Nacre sends no mail." error={errorOf("email")}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
        </Field>
      ) : (
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      )}
      <Field
        label="Password"
        help="At least 12 characters. Several unrelated words are good."
        error={errorOf("password")}
      >
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" maxLength={128} />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={setUp.isPending || setUp.isSuccess}>
        Finish
      </Button>
    </form>
  );
}
