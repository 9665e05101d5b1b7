"use client";
import type { CredentialFieldView } from "#lib/contract/connections.ts";

import { ApiError } from "../api/api-error.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input, Textarea } from "../ui/input.tsx";
import { isRemoved } from "./connection-form.ts";

/** `kept` as long as it goes nowhere new, `entered-again` once who or where has changed. */
export type StoredSecrets = "none" | "kept" | "entered-again";
type Values = Readonly<Record<string, string>>;

type Props = {
  fields: readonly CredentialFieldView[];
  values: Values;
  onChange: (values: Values) => void;
  error: unknown;
  storedSecrets?: StoredSecrets;
};

/** The connector's own credentials, each with its help and what was wrong with it. */
export function CredentialFields({ fields, values, onChange, error, storedSecrets = "none" }: Props) {
  const refused = error instanceof ApiError ? error : null;
  return fields.map((field) => {
    const { name, title, help, required } = field;
    const isStored = field.secret && storedSecrets !== "none";
    const removed = isStored && isRemoved(field, values);
    const { [name]: _, ...others } = values;
    // An emptied field keeps the stored secret; only the button below it removes that.
    const change = (value: string) =>
      onChange(isStored && value === "" ? others : { ...others, [name]: value });
    return (
      <div key={name} className="flex flex-col gap-1">
        <Field
          label={title}
          help={help}
          optional={!required}
          error={refused?.fieldMessage(`credentials.${name}`)}
        >
          {(control) => (
            <CredentialInput
              control={{
                ...control,
                value: values[name] ?? "",
                required: isStored ? storedSecrets === "entered-again" && !removed : required,
                disabled: removed,
                placeholder: isStored ? placeholderOf(storedSecrets, removed) : "",
              }}
              field={field}
              onChange={change}
            />
          )}
        </Field>
        {isStored && !required && (
          <Button
            size="sm"
            variant="ghost"
            className="self-start px-1"
            aria-pressed={removed}
            onClick={() => onChange(removed ? others : { ...others, [name]: "" })}
          >
            {removed ? `Keep the stored ${lowerFirst(title)}` : `Remove the stored ${lowerFirst(title)}`}
          </Button>
        )}
      </div>
    );
  });
}

function placeholderOf(storedSecrets: StoredSecrets, removed: boolean): string {
  if (removed) return "Removed when you save";
  return storedSecrets === "kept"
    ? "Stored. Leave it empty to keep it."
    : "Enter it again: it is not sent to a changed destination.";
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

type InputProps = {
  control: {
    id: string;
    value: string;
    required: boolean;
    disabled: boolean;
    placeholder: string;
  };
  field: CredentialFieldView;
  onChange: (value: string) => void;
};

function CredentialInput({ control, field, onChange }: InputProps) {
  const props = { ...control, autoComplete: "off", spellCheck: false };
  // In a line of its own it would lose its line breaks.
  if (field.document)
    return (
      <Textarea
        {...props}
        className="min-h-32 font-mono text-xs"
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return (
    <Input
      {...props}
      type={field.secret ? "password" : "text"}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
