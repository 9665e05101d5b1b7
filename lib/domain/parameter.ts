import { z } from "zod";

/** What an organization may decide of a check: a number within bounds, or a list of names that it approves. */
export type NumberParameter = {
  kind: "number";
  title: string;
  help: string;
  /** What it counts: `days`, `seconds`, `%`. */
  unit: string;
  default: number;
  min: number;
  max: number;
  schema: z.ZodType<number>;
};
export type ListParameter = {
  kind: "list";
  title: string;
  help: string;
  /** Empty means that nothing is decided yet. */
  default: readonly string[];
  schema: z.ZodType<readonly string[]>;
};
export type Parameter = NumberParameter | ListParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

/** What a check is handed: each value by the name it declared it under. */
export type ValuesOf<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends ListParameter ? readonly string[] : number;
};
export type ParameterValues = Readonly<Record<string, number | readonly string[]>>;

export const listItemsMax = 200;
const itemLengthMax = 200;

export function numberParameter(
  spec: Omit<NumberParameter, "kind" | "schema"> & { step?: "whole" | "any" },
): NumberParameter {
  const { step = "whole", ...stated } = spec;
  const bounded = z
    .number()
    .min(stated.min, `At least ${stated.min} ${stated.unit}`)
    .max(stated.max, `At most ${stated.max} ${stated.unit}`);
  const schema = step === "whole" ? bounded.int("A whole number") : bounded;
  return { kind: "number", ...stated, schema };
}

/** Names are compared in lower case; each stands in the list once. */
export function listParameter(spec: Omit<ListParameter, "kind" | "schema">): ListParameter {
  const name = z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.string().min(1, "A name").max(itemLengthMax, `At most ${itemLengthMax} characters`));
  const schema = z
    .array(name)
    .max(listItemsMax, `At most ${listItemsMax} names`)
    .transform((names) => [...new Set(names)]);
  return { kind: "list", ...spec, schema };
}

export const defaultsOf = (parameters: Parameters): ParameterValues =>
  Object.fromEntries(Object.entries(parameters).map(([name, { default: value }]) => [name, value]));

/** Of an organization's own values: any subset of what is declared, nothing else. */
export const valuesSchema = (parameters: Parameters): z.ZodType<ParameterValues> =>
  z.strictObject(
    Object.fromEntries(Object.entries(parameters).map(([name, { schema }]) => [name, schema.optional()])),
  ) as unknown as z.ZodType<ParameterValues>;

/** `*` stands for any run of characters, as in `anthropic.*`; everything else for itself. */
export function matchesAny(name: string, approved: readonly string[]): boolean {
  const wanted = name.toLowerCase();
  return approved.some((pattern) => globMatches(pattern.toLowerCase(), wanted));
}

/** In linear passes: each piece between two stars at the first place after the one before it. */
function globMatches(pattern: string, text: string): boolean {
  const pieces = pattern.split("*");
  const [first = ""] = pieces;
  if (pieces.length === 1) return text === pattern;
  if (!text.startsWith(first)) return false;
  const last = pieces.at(-1) ?? "";
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
