export type FilterOption = { value: string; label: string };
export type FilterField = {
  id: string;
  label: string;
  options: readonly FilterOption[];
  /** A field that takes one value only. */
  single?: boolean;
};
export type FilterValues = Readonly<Record<string, readonly string[]>>;

export type ParsedFilterText = {
  values: Record<string, string[]>;
  /** What named no field: searched as text. */
  q: string;
  /** What named a field but no value of it. */
  problems: string[];
};

/** Reads `severity:high,critical layer:identity public bucket`. Values are matched by id or label, whatever the case. */
export function parseFilterText(text: string, fields: readonly FilterField[]): ParsedFilterText {
  const parsed: ParsedFilterText = { values: {}, q: "", problems: [] };
  const words: string[] = [];
  for (const token of text.match(/(?:"[^"]*"|\S)+/g) ?? []) {
    const [name = "", ...rest] = token.split(":");
    const field = fields.find(({ id, label }) => [id, label.toLowerCase()].includes(name.toLowerCase()));
    if (!field || rest.length === 0) words.push(token);
    else readValues(field, rest.join(":"), parsed);
  }
  return { ...parsed, q: words.join(" ").replaceAll('"', "") };
}

function readValues(field: FilterField, text: string, parsed: ParsedFilterText): void {
  for (const part of text.match(/(?:"[^"]*"|[^,])+/g) ?? []) {
    const wanted = part.replaceAll('"', "").trim();
    if (wanted === "") continue;
    const option = field.options.find(({ value, label }) => isNamed([value, label], wanted));
    if (!option) {
      parsed.problems.push(`${field.label} has no “${wanted}”`);
      continue;
    }
    const chosen = (parsed.values[field.id] ??= []);
    if (!chosen.includes(option.value)) chosen.push(option.value);
  }
}

/** `@me` is `me`, as people are written elsewhere. */
const isNamed = (names: readonly string[], wanted: string): boolean =>
  names.some((name) => [name.toLowerCase(), `@${name.toLowerCase()}`].includes(wanted.toLowerCase()));

/** What the chips and the text of a filter say, as one could have typed it. */
export const formatFilterText = (values: FilterValues, q: string): string =>
  [
    ...Object.entries(values)
      .filter(([, chosen]) => chosen.length > 0)
      .map(([id, chosen]) => `${id}:${chosen.map(quoted).join(",")}`),
    q,
  ]
    .filter(Boolean)
    .join(" ");

const quoted = (value: string): string => (/[\s,]/.test(value) ? `"${value}"` : value);

/** The chosen values that a closed set knows. */
export const onesOf = <const T extends string>(
  known: readonly T[],
  chosen: readonly string[] | undefined,
): T[] => known.filter((value) => (chosen ?? []).includes(value));
export const oneOf = <const T extends string>(
  known: readonly T[],
  chosen: readonly string[] | undefined,
): T | null => known.find((value) => value === chosen?.[0]) ?? null;
