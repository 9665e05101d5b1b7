"use client";
import type { CredentialFieldView } from "#lib/contract/connections.ts";

import { ApiError } from "../api/api-error.ts";
import { Field } from "../ui/field.tsx";
import { Input, Textarea } from "../ui/input.tsx";
import { isDocument } from "./connection-form.ts";

type Props = {
  fields: readonly CredentialFieldView[];
  values: Readonly<Record<string, string>>;
  onChange: (values: Readonly<Record<string, string>>) => void;
  error: unknown;
  /** Secrets are stored already and shown to nobody. */
  hasSecrets?: boolean;
};

/** The connector's own credentials, each with its help and what was wrong with it. */
export function CredentialFields({ fields, values, onChange, error, hasSecrets }: Props) {
  const refused = error instanceof ApiError ? error : null;
  return fields.map((field) => (
    <Field
      key={field.name}
      label={field.title}
      help={field.help}
      optional={!field.required}
      error={refused?.fieldMessage(`credentials.${field.name}`)}
    >
      {(control) => {
        const props = {
          ...control,
          value: values[field.name] ?? "",
          required: field.required,
          autoComplete: "off",
          spellCheck: false,
          placeholder: hasSecrets && field.secret ? "Stored. Enter it again to change access." : "",
        };
        const change = (value: string) => onChange({ ...values, [field.name]: value });
        if (isDocument(field))
          return (
            <Textarea
              {...props}
              className="min-h-32 font-mono text-xs"
              onChange={(event) => change(event.target.value)}
            />
          );
        return (
          <Input
            {...props}
            type={field.secret ? "password" : "text"}
            onChange={(event) => change(event.target.value)}
          />
        );
      }}
    </Field>
  ));
}
