import { createSerializer, parseAsInteger, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { componentKinds } from "#lib/domain/imported.ts";
import { FindingDetail, FindingView } from "./findings.ts";

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

/** A part that another tool's bill of materials names. */
export const ImportedComponentView = z.object({
  id: z.string(),
  kind: z.enum(componentKinds),
  name: z.string(),
  version: z.string(),
  publisher: z.string(),
  /** Package URL, or what the bill names it by. */
  reference: z.string(),
  licenses: z.array(z.string()),
  facts: FindingDetail.shape.evidence,
  /** What the bill calls the thing it is part of, and the resource that is, where the inventory holds one. */
  subjectName: z.string(),
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  source: z.string(),
  firstSeenAt: z.iso.datetime(),
});
export type ImportedComponentView = z.infer<typeof ImportedComponentView>;

export const ImportDetail = ImportView.extend({
  /** No later report of its source told of its scope. */
  isNewest: z.boolean(),
  /** What that source says of that scope by now: the worst that is not resolved, and the parts. */
  findings: z.array(FindingView),
  components: z.array(ImportedComponentView),
});
export type ImportDetail = z.infer<typeof ImportDetail>;

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
export const serializeImportList = createSerializer(importListParsers);
export type ImportListFilters = inferParserType<typeof importListParsers>;
