import { parseAsInteger, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

/** What became of one report. */
export const ImportView = z.object({
  id: z.string(),
  /** Which tool, and which part of what it looks at: a later report of both replaces this one. */
  source: z.string(),
  scope: z.string(),
  format: z.string(),
  formatTitle: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  importedAt: z.iso.datetime(),
  importedBy: z.string(),
  recordCount: z.number(),
  newCount: z.number(),
  changedCount: z.number(),
  unchangedCount: z.number(),
  reopenedCount: z.number(),
  closedCount: z.number(),
  /** Findings whose resource the inventory does not hold. */
  unmatchedCount: z.number(),
  componentCount: z.number(),
  refusedCount: z.number(),
  refusals: z.array(z.object({ record: z.number(), field: z.string(), problem: z.string() })),
});
export type ImportView = z.infer<typeof ImportView>;

export const ImportPage = z.object({
  items: z.array(ImportView),
  nextCursor: z.string().nullable(),
  formats: z.array(z.object({ id: z.string(), title: z.string() })),
});
export type ImportPage = z.infer<typeof ImportPage>;

const name = z.string().trim().max(200);

/** Beside the file itself, in the address. */
export const ImportQuery = z.strictObject({
  format: z.string().trim().min(1).max(60).optional(),
  source: name.min(1).optional(),
  scope: name.optional(),
  fileName: name.optional(),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

export const importListParsers = {
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(50),
};
export type ImportListFilters = inferParserType<typeof importListParsers>;
