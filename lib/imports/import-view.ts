import { ImportView } from "#lib/contract/imports.ts";
import type { Import } from "#lib/platform/generated/client.ts";
import { importFormats } from "./formats/registry.ts";

/** Stands for a format where a person took back what was reported. */
export const withdrawn = "withdrawn";

export const toImportView = (row: Import): ImportView =>
  ImportView.parse({
    ...row,
    formatTitle: titleOf(row.format),
    importedBy: row.importedByName,
    importedAt: row.importedAt.toISOString(),
  });

const titleOf = (format: string): string =>
  format === withdrawn ? "Taken back" : (importFormats.find(({ id }) => id === format)?.title ?? format);
