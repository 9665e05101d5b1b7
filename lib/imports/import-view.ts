import { ImportView } from "#lib/contract/imports.ts";
import type { Import } from "#lib/platform/generated/client.ts";
import { importFormats } from "./formats/registry.ts";

export const toImportView = (row: Import): ImportView =>
  ImportView.parse({
    ...row,
    formatTitle: importFormats.find(({ id }) => id === row.format)?.title ?? row.format,
    importedBy: row.importedByName,
    importedAt: row.importedAt.toISOString(),
  });
