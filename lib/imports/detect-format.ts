import { AppError } from "#lib/domain/errors.ts";
import type { ImportFormat, ReportHead } from "#lib/domain/imported.ts";
import { importFormats } from "./formats/registry.ts";

/** The format that is stated, or the one that the file shows. Throws `invalid-input` that says what was looked for. */
export function detectFormat(head: ReportHead, wanted: string | null): ImportFormat {
  if (wanted !== null) return stated(head, wanted);
  const found = importFormats.find((format) => format.kind === head.kind && format.recognizes(head));
  if (found) return found;
  const looked = importFormats
    .filter(({ kind }) => kind === head.kind)
    .map(({ title, lookedFor }) => `${title} (${lookedFor})`);
  const seen = [...head.fields].filter((field) => !field.includes("/")).slice(0, 8);
  throw problem(
    "file",
    `The format was not recognized: the file is ${head.kind === "csv" ? "no JSON" : "JSON"} and has ${seen.length === 0 ? "no fields" : seen.join(", ").slice(0, 200)}. Looked for: ${looked.join("; ")}. State the format if it is one of these.`,
  );
}

function stated(head: ReportHead, wanted: string): ImportFormat {
  const format = importFormats.find(({ id }) => id === wanted);
  if (!format)
    throw problem(
      "format",
      `There is no format ${wanted.slice(0, 60)}. Known are: ${importFormats.map(({ id }) => id).join(", ")}.`,
    );
  if (format.kind !== head.kind || (!isEmpty(head, format) && !format.recognizes(head)))
    throw problem(
      "format",
      `The file is not ${format.title}: looked for ${format.lookedFor}, and it is not there. State another format, or none.`,
    );
  return format;
}

/** A report of nothing shows no field but that of its list. */
function isEmpty(head: ReportHead, format: ImportFormat): boolean {
  const lists = new Set(format.recordsIn(head).map((path) => path.split("[]")[0]));
  return [...head.fields].every((field) => lists.has(field));
}

const problem = (field: string, message: string): AppError =>
  new AppError("invalid-input", message, { fields: [{ field, message }] });
