import type { z } from "zod";

import type {
  ImportedComponent,
  ImportedFinding,
  ImportedItem,
  ImportFormat,
  ReadRecord,
  ReportHead,
  Refusal,
  ReportValue,
} from "#lib/domain/imported.ts";

/** Reads the records of one path. */
type RecordReader<Context> = {
  path: string;
  read: (record: ReportValue, context: Context) => readonly ImportedItem[] | Refusal;
};

/** A record that is not of the schema is refused by the name of its field, and never thrown for. */
export const recordReader = <Raw, Context = undefined>(
  path: string,
  schema: z.ZodType<Raw>,
  read: (raw: Raw, context: Context, at: readonly number[]) => readonly ImportedItem[],
): RecordReader<Context> => ({
  path,
  read: ({ value, at }, context) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return read(parsed.data, context, at);
    const [issue] = parsed.error.issues;
    return { field: issue?.path.join(".") || "record", problem: issue?.message ?? "is not of this format" };
  },
});

type Spec<Context> = Omit<ImportFormat, "recordsIn" | "context" | "start"> & {
  readers: readonly RecordReader<Context>[];
  context?: readonly string[];
  about: (context: readonly ReportValue[]) => Context;
};

export function defineFormat<Context>({
  readers,
  about,
  context = [],
  ...spec
}: Spec<Context>): ImportFormat {
  const byPath = new Map(readers.map((reader) => [reader.path, reader]));
  const start = (values: readonly ReportValue[]): ReadRecord => {
    const known = about(values);
    return (record) => byPath.get(record.path)?.read(record, known) ?? [];
  };
  return { ...spec, context, recordsIn: (head) => pathsIn(head, [...byPath.keys()]), start };
}

/** Whole documents are records only where none of the lists is there that would hold them. */
function pathsIn({ fields }: ReportHead, paths: readonly string[]): string[] {
  const lists = paths.filter((path) => path !== "");
  if (lists.length === paths.length) return lists;
  const present = lists.filter((path) => fields.has(path.split("[]")[0] ?? ""));
  return present.length > 0 ? present : [""];
}

export const findingItem = (finding: ImportedFinding): ImportedItem => ({ is: "finding", finding });
export const componentItem = (component: ImportedComponent): ImportedItem => ({ is: "component", component });
