"use client";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";

import { messageOf } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { FormError } from "./form-error.tsx";
import { safeNextPath } from "./next-path.ts";
import { requestSignIn } from "./request-sign-in.ts";
import { textOf } from "./text-of.ts";

const refused = "This e-mail and password do not belong together.";

export function SignInForm({ next }: { next: string | undefined }) {
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const password = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    meta: { showsErrors: true },
    mutationFn: (proof: { email: string; password: string }) => requestSignIn("password", proof),
    // A full load: everything on the next page is read as this person.
    onSuccess: (accepted) => {
      if (accepted) location.assign(safeNextPath(next));
      else password.current?.focus();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const proof = { email: textOf(data, "email").trim(), password: textOf(data, "password") };
    const problems = {
      ...(proof.email === "" ? { email: "Write your e-mail address." } : {}),
      ...(proof.password === "" ? { password: "Write your password." } : {}),
    };
    setMissing(problems);
    if (Object.keys(problems).length === 0) signIn.mutate(proof);
  };
  const answer = signIn.data === false ? refused : undefined;
  const error = signIn.isError ? messageOf(signIn.error) : answer;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError message={error} />
      <Field label="E-mail" error={missing.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" />}
      </Field>
      <Field label="Password" error={missing.password}>
        {(control) => (
          <Input
            {...control}
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
            maxLength={128}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={signIn.isPending || signIn.data === true}>
        Sign in
      </Button>
    </form>
  );
}
