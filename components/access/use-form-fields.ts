"use client";
import { useState, type FormEvent } from "react";

import { ApiError, messageOf } from "../api/api-error.ts";
import { textOf } from "./text-of.ts";

type Fields<F extends string> = Record<F, string>;
type Checks<F extends string> = Partial<Record<F, (value: string) => string | undefined>>;

/**
 * What a plain form needs: its fields as text when it is sent, what is wrong with each, found here or by the server,
 * and what is wrong with the whole.
 */
export function useFormFields<const F extends string>(
  fields: readonly F[],
  checks: Checks<F>,
  send: (values: Fields<F>) => void,
  failure: Error | null,
) {
  const [problems, setProblems] = useState<Partial<Fields<F>>>({});
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    // Safe because the entries are made from the very list of names.
    const values = Object.fromEntries(fields.map((field) => [field, textOf(data, field)])) as Fields<F>;
    const found = fields.flatMap((field) => {
      const problem = checks[field]?.(values[field]);
      return problem === undefined ? [] : [[field, problem] as const];
    });
    // Safe for the same reason.
    setProblems(Object.fromEntries(found) as Partial<Fields<F>>);
    const [first] = found;
    if (!first) return send(values);
    const control = event.currentTarget.elements.namedItem(first[0]);
    if (control instanceof HTMLElement) control.focus();
  };
  const errorOf = (field: F): string | undefined =>
    problems[field] ?? (failure instanceof ApiError ? failure.fieldMessage(field) : undefined);
  const isNamed = fields.some((field) => errorOf(field) !== undefined);
  return { onSubmit, errorOf, formError: failure && !isNamed ? messageOf(failure) : undefined };
}

export const required =
  (message: string) =>
  (value: string): string | undefined =>
    value.trim() === "" ? message : undefined;

export const atLeast =
  (length: number) =>
  (value: string): string | undefined =>
    value.length < length ? `Use at least ${length} characters.` : undefined;
