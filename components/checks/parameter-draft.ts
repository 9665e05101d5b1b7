import type { ParameterView } from "#lib/contract/check-parameters.ts";

/** What stands in the fields: a number as it is typed, a list one name a line. */
export type ParameterDraft = Readonly<Record<string, string>>;

export const linesOf = (value: number | readonly string[]): string =>
  typeof value === "number" ? String(value) : value.join("\n");

export const draftOf = (parameters: readonly ParameterView[]): ParameterDraft =>
  Object.fromEntries(parameters.map(({ name, value }) => [name, linesOf(value)]));

/** What is sent: what differs from the usual values. An empty number is no number, and the server says so. */
export function valuesIn(parameters: readonly ParameterView[], draft: ParameterDraft): Record<string, Sent> {
  return Object.fromEntries(
    parameters.flatMap(({ name, kind, usual }): [string, Sent][] => {
      const text = draft[name] ?? "";
      if (text.trim() === linesOf(usual)) return [];
      if (kind === "list") return [[name, text.split("\n").flatMap((line) => line.trim() || [])]];
      return [[name, text.trim() === "" ? "" : Number(text)]];
    }),
  );
}

type Sent = number | string | string[];
