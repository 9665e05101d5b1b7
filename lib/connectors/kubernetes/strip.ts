import { holdsCredential, maskCredential } from "../credential.ts";

/** Annotations that repeat a whole object, a secret's content among it. */
const copies = new Set(["kubectl.kubernetes.io/last-applied-configuration", "kapp.k14s.io/original"]);
const configBytesMax = 64 * 1024;

/**
 * An answer without what nobody needs and what must not be kept: copies of whole objects in annotations, which fields
 * each program wrote, and credentials in the files of a config map.
 */
export function stripAnswer(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null) return answer;
  const items: unknown = Reflect.get(answer, "items");
  const rows: unknown = Reflect.get(answer, "rows");
  if (Array.isArray(items)) return { ...answer, items: items.map(stripObject) };
  if (Array.isArray(rows)) return { ...answer, rows: rows.map(stripRow) };
  return stripObject(answer);
}

function stripRow(row: unknown): unknown {
  if (typeof row !== "object" || row === null) return row;
  const object: unknown = Reflect.get(row, "object");
  return { ...row, object: stripObject(object) };
}

function stripObject(object: unknown): unknown {
  if (typeof object !== "object" || object === null) return object;
  const metadata: unknown = Reflect.get(object, "metadata");
  const data: unknown = Reflect.get(object, "data");
  return {
    ...object,
    ...(typeof metadata === "object" && metadata !== null ? { metadata: stripMetadata(metadata) } : {}),
    ...(typeof data === "object" && data !== null ? { data: maskFiles(data) } : {}),
  };
}

function stripMetadata(metadata: object): object {
  const { managedFields, annotations, ...others } = {
    managedFields: undefined,
    annotations: undefined,
    ...metadata,
  };
  const rest = { ...others, ...writersOf(managedFields) };
  if (typeof annotations !== "object" || annotations === null) return rest;
  const kept = Object.entries<unknown>({ ...(annotations as object) }).filter(([key]) => !copies.has(key));
  return { ...rest, annotations: Object.fromEntries(kept) };
}

const writersMax = 20;

/** Which program wrote when, without the list of fields, which is longer than the object. */
function writersOf(managedFields: unknown): object {
  if (!Array.isArray(managedFields)) return {};
  return {
    managedFields: managedFields.slice(0, writersMax).flatMap((entry: unknown) => {
      if (typeof entry !== "object" || entry === null) return [];
      const { fieldsV1: _, ...writer } = { fieldsV1: undefined, ...entry };
      return [writer];
    }),
  };
}

/** Files of a config map, each line without the credential in it. */
const maskFiles = (data: object): object =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      typeof value === "string" && value.length <= configBytesMax ? [[name, maskLines(name, value)]] : [],
    ),
  );

const setting = /^(\s*(?:-\s+)?["']?)([\w.-]+)(["']?\s*[:=]\s*["']?)([^"'\n]*?)(["']?,?\s*)$/;

function maskLines(name: string, value: string): string {
  if (!value.includes("\n")) return maskCredential(name, maskLine(value));
  return value.split("\n").map(maskLine).join("\n");
}

function maskLine(line: string): string {
  const [, before = "", key = "", between = "", value = "", after = ""] = setting.exec(line) ?? [];
  if (key !== "" && holdsCredential(key, value))
    return `${before}${key}${between}${maskCredential(key, value)}${after}`;
  return maskCredential("", line);
}
