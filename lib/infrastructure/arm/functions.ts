import { asRecord, isRecord } from "../record.ts";
import { stableId } from "../declared.ts";

/** A value that only Azure will know. */
export const notKnown: unique symbol = Symbol("not known");

const text = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
const flag = (value: unknown): boolean => value === true || String(value).toLowerCase() === "true";
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Functions of known values alone. https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions */
export const pureFunctions: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
  concat: (...values) => (Array.isArray(values[0]) ? values.flatMap(list) : values.map(text).join("")),
  format: (form, ...values) =>
    text(form).replaceAll(/\{(\d+)(?::[^}]*)?\}/g, (_, at: string) => text(values[Number(at)])),
  tolower: (value) => text(value).toLowerCase(),
  toupper: (value) => text(value).toUpperCase(),
  trim: (value) => text(value).trim(),
  string: text,
  int: (value) => Number(value),
  bool: flag,
  json: (value) => parsed(text(value)),
  replace: (value, old, by) => text(value).replaceAll(text(old), text(by)),
  substring: (value, from, length) =>
    text(value).slice(Number(from), length === undefined ? undefined : Number(from) + Number(length)),
  take: (value, count) =>
    Array.isArray(value) ? value.slice(0, Number(count)) : text(value).slice(0, Number(count)),
  skip: (value, count) =>
    Array.isArray(value) ? value.slice(Number(count)) : text(value).slice(Number(count)),
  split: (value, by) => text(value).split(text(by)),
  join: (items, by) => list(items).map(text).join(text(by)),
  length: (value) => lengthOf(value),
  empty: (value) =>
    value === null ||
    value === "" ||
    (Array.isArray(value) && value.length === 0) ||
    (isRecord(value) && Object.keys(value).length === 0),
  contains: (value, wanted) => contains(value, wanted),
  startswith: (value, start) => text(value).toLowerCase().startsWith(text(start).toLowerCase()),
  endswith: (value, end) => text(value).toLowerCase().endsWith(text(end).toLowerCase()),
  first: (value) => (Array.isArray(value) ? value[0] : text(value).charAt(0)),
  last: (value) => (Array.isArray(value) ? value.at(-1) : text(value).slice(-1)),
  equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  not: (value) => !flag(value),
  greater: (a, b) => Number(a) > Number(b),
  greaterorequals: (a, b) => Number(a) >= Number(b),
  less: (a, b) => Number(a) < Number(b),
  lessorequals: (a, b) => Number(a) <= Number(b),
  add: (a, b) => Number(a) + Number(b),
  sub: (a, b) => Number(a) - Number(b),
  mul: (a, b) => Number(a) * Number(b),
  div: (a, b) => Math.trunc(Number(a) / Number(b)),
  mod: (a, b) => Number(a) % Number(b),
  min: (...values) => Math.min(...values.flatMap((one) => (Array.isArray(one) ? one : [one])).map(Number)),
  max: (...values) => Math.max(...values.flatMap((one) => (Array.isArray(one) ? one : [one])).map(Number)),
  true: () => true,
  false: () => false,
  null: () => null,
  createarray: (...values) => values,
  createobject: (...values) =>
    Object.fromEntries(
      values.flatMap((key, at) => (at % 2 === 0 ? [[text(key), values[at + 1]] as const] : [])),
    ),
  array: (value) => (Array.isArray(value) ? value : [value]),
  union: (...values) =>
    Array.isArray(values[0])
      ? [...new Map(values.flatMap(list).map((one) => [JSON.stringify(one), one])).values()]
      : Object.assign({}, ...values.map(asRecord)),
  range: (from, count) =>
    Array.from({ length: Math.min(Number(count), 10_000) }, (_, at) => Number(from) + at),
  coalesce: (...values) => values.find((one) => one !== null && one !== undefined) ?? null,
  items: (value) => Object.entries(asRecord(value)).map(([key, one]) => ({ key, value: one })),
  tryget: (value, name) => (isRecord(value) ? (value[text(name)] ?? null) : null),
  // Its letters are Azure's own; that they are always the same for the same names is all that matters here.
  uniquestring: (...values) => stableId(values.map(text).join("-"), 13),
  guid: (...values) => guidOf(values.map(text).join("-")),
  base64: (value) => Buffer.from(text(value)).toString("base64"),
  uri: (base, rest) => `${text(base).replace(/\/$/, "")}/${text(rest).replace(/^\//, "")}`,
};

function lengthOf(value: unknown): number {
  if (isRecord(value)) return Object.keys(value).length;
  return Array.isArray(value) ? value.length : text(value).length;
}

function contains(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => JSON.stringify(one) === JSON.stringify(wanted));
  if (isRecord(value))
    return Object.keys(value).some((key) => key.toLowerCase() === text(wanted).toLowerCase());
  return text(value).includes(text(wanted));
}

function guidOf(seed: string): string {
  const hash = stableId(seed, 32);
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20)].join(
    "-",
  );
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return notKnown;
  }
}

export const holdsUnknown = (value: unknown): boolean =>
  value === notKnown ||
  (Array.isArray(value)
    ? value.some(holdsUnknown)
    : isRecord(value) && Object.values(value).some(holdsUnknown));
