"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { toast } from "sonner";

import { CheckParametersView, type ParameterView } from "#lib/contract/check-parameters.ts";

import { FormError } from "../access/form-error.tsx";
import { ApiError, messageOf } from "../api/api-error.ts";
import { send, sendJson } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input, Textarea } from "../ui/input.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { draftOf, linesOf, valuesIn, type ParameterDraft } from "./parameter-draft.ts";

type Props = {
  checkId: string;
  parameters: readonly ParameterView[];
  changed: CheckParametersView["changed"];
};

/** What one check decides by: the organization's own values, or the usual ones. */
export function ParameterForm({ checkId, parameters, changed }: Props) {
  const mayChange = useCan("check:write");
  const client = useQueryClient();
  const router = useRouter();
  const [draft, setDraft] = useState<ParameterDraft>(() => draftOf(parameters));
  const path = `/api/v1/check-parameters/${checkId}`;
  const changedHere = async (message: string) => {
    toast.success(message);
    await client.invalidateQueries();
    // The check's own page is rendered by the server.
    router.refresh();
  };
  const save = useMutation({
    meta: { showsErrors: true },
    mutationFn: () => sendJson("PUT", path, valuesIn(parameters, draft), CheckParametersView),
    onSuccess: async (view) => {
      setDraft(draftOf(view.parameters));
      await changedHere("Saved. The check is evaluated anew.");
    },
  });
  const reset = useMutation({
    meta: { showsErrors: true },
    mutationFn: () => send("DELETE", path),
    onSuccess: async () => {
      setDraft(Object.fromEntries(parameters.map(({ name, usual }) => [name, linesOf(usual)])));
      await changedHere("It decides as usual again.");
    },
  });
  const problem = save.error ?? reset.error;
  const named = (name: string) => (problem instanceof ApiError ? problem.fieldMessage(name) : undefined);
  const isNamed = parameters.some(({ name }) => named(name) !== undefined);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormError message={problem && !isNamed ? messageOf(problem) : undefined} />
      {parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={draft[parameter.name] ?? ""}
          error={named(parameter.name)}
          disabled={!mayChange}
          onChange={(value) => setDraft({ ...draft, [parameter.name]: value })}
        />
      ))}
      {changed && (
        <p className="text-xs text-muted">
          Set by {changed.by} <RelativeTime at={changed.at} />
        </p>
      )}
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={save.isPending}>
            Save
          </Button>
          {changed && (
            <Button variant="ghost" pending={reset.isPending} onClick={() => reset.mutate()}>
              As usual
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

type FieldProps = {
  parameter: ParameterView;
  value: string;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: string) => void;
};

function ParameterField({ parameter, value, error, disabled, onChange }: FieldProps) {
  const { kind, title, help, usual, isOwn } = parameter;
  const told = linesOf(usual).replaceAll("\n", ", ") || "nothing";
  return (
    <Field
      label={kind === "number" && parameter.unit ? `${title} (${parameter.unit})` : title}
      help={`${help} ${isOwn ? "Your own value; usually" : "The usual value is"} ${told}.`}
      error={error}
    >
      {(control) =>
        kind === "number" ? (
          <Input
            {...control}
            type="number"
            min={parameter.min}
            max={parameter.max}
            step="any"
            value={value}
            disabled={disabled}
            className="max-w-40"
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Textarea
            {...control}
            placeholder="One a line"
            value={value}
            disabled={disabled}
            className="max-w-md font-mono text-xs"
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
