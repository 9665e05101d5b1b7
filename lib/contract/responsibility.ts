import { createLoader, createSerializer, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { cellStatuses, parties } from "#lib/domain/responsibility-model.ts";
import { serviceModels } from "#lib/domain/workload.ts";
import { parseAsOneOf, parseAsSetOf } from "./parsers.ts";

export const responsibilityFilterParsers = {
  model: parseAsString.withDefault("microsoft"),
  workload: parseAsString.withDefault(""),
  party: parseAsSetOf(parties).withDefault([]),
  status: parseAsSetOf(cellStatuses).withDefault([]),
  /** Whose party or status moved within so many days; being resolved for the first time is no move. */
  changed: parseAsOneOf(["7d", "30d", "90d"]),
};
export type ResponsibilityFilters = inferParserType<typeof responsibilityFilterParsers>;
export const loadResponsibilityFilters = createLoader(responsibilityFilterParsers);
export const serializeResponsibilityFilters = createSerializer(responsibilityFilterParsers);

export const ResponsibilityRowView = z.object({
  id: z.string(),
  group: z.string(),
  title: z.string(),
  meaning: z.string(),
  documents: z.array(z.string()),
});

export const CellView = z.object({
  rowId: z.string(),
  party: z.enum(parties),
  status: z.enum(cellStatuses),
  /** Whether a person's decision stands over what the facts say. */
  overridden: z.boolean(),
  /** Whether the filters admit it; the others are there to keep the matrix whole. */
  admitted: z.boolean(),
  changedAt: z.iso.datetime(),
});
export type CellView = z.infer<typeof CellView>;

export const ResponsibilityMatrix = z.object({
  model: z.object({
    id: z.string(),
    title: z.string(),
    publisher: z.string(),
    edition: z.string(),
    source: z.string(),
    notes: z.array(z.string()),
  }),
  models: z.array(z.object({ id: z.string(), title: z.string(), publisher: z.string() })),
  rows: z.array(ResponsibilityRowView),
  workloads: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      serviceModel: z.enum(serviceModels),
      cells: z.array(CellView),
    }),
  ),
  /** Cells by status and by party, over all workloads shown. */
  byStatus: z.record(z.string(), z.number()),
  byParty: z.record(z.string(), z.number()),
});
export type ResponsibilityMatrix = z.infer<typeof ResponsibilityMatrix>;

export const CellEvidenceView = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("finding"),
    checkId: z.string(),
    title: z.string(),
    outcome: z.enum(["open", "excepted"]),
    resourceKeys: z.array(z.string()),
  }),
  z.object({
    kind: z.literal("unknown"),
    checkId: z.string(),
    title: z.string(),
    resourceKeys: z.array(z.string()),
  }),
  z.object({ kind: z.literal("pass"), checkId: z.string(), title: z.string(), resourceCount: z.number() }),
  z.object({
    kind: z.literal("document"),
    id: z.string(),
    title: z.string(),
    sha256: z.string(),
    expiresAt: z.iso.datetime(),
    isValid: z.boolean(),
  }),
  z.object({
    kind: z.literal("model"),
    resourceKey: z.string(),
    name: z.string(),
    origin: z.string().nullable(),
  }),
]);

const Stated = z.object({
  party: z.enum(parties),
  partyReason: z.string(),
  status: z.enum(cellStatuses),
  statusReason: z.string(),
});

export const EvidenceDocumentView = z.object({
  id: z.string(),
  title: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  uploadedBy: z.string(),
  uploadedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  isValid: z.boolean(),
});
export type EvidenceDocumentView = z.infer<typeof EvidenceDocumentView>;

export const CellDetail = Stated.extend({
  workload: z.object({ id: z.string(), name: z.string(), serviceModel: z.enum(serviceModels) }),
  modelId: z.string(),
  row: ResponsibilityRowView,
  /** What the facts alone say. */
  computed: Stated,
  /** SHA-256 over party, status and evidence. */
  hash: z.string(),
  evidence: z.array(CellEvidenceView),
  documents: z.array(EvidenceDocumentView),
  override: z
    .object({
      id: z.string(),
      party: z.enum(parties).nullable(),
      status: z.enum(cellStatuses).nullable(),
      reason: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
    })
    .nullable(),
  resolvedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  /** Newest first; the present state is not among them. */
  history: z.array(
    Stated.extend({ validFrom: z.iso.datetime(), validTo: z.iso.datetime(), hash: z.string() }),
  ),
});
export type CellDetail = z.infer<typeof CellDetail>;

export const CellAddress = z.object({ workloadId: z.uuid(), modelId: z.string(), rowId: z.string() });
export type CellAddress = z.infer<typeof CellAddress>;

export const OverrideCellInput = z
  .strictObject({
    party: z.enum(parties).nullable().default(null),
    status: z.enum(cellStatuses).nullable().default(null),
    reason: z.string().trim().min(10, "Say why in at least 10 characters").max(4_000),
    /** At most a year ahead: a decision is looked at again. */
    expiresAt: z.iso.datetime({ offset: true }),
  })
  .refine((input) => input.party !== null || input.status !== null, {
    path: ["status"],
    message: "Decide the party, the status, or both",
  });
export type OverrideCellInput = z.infer<typeof OverrideCellInput>;

export const evidenceDocumentMaxBytes = 10 * 1024 * 1024;
export const AddEvidenceDocumentInput = z.strictObject({
  title: z.string().trim().min(1, "Give it a title").max(200),
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^/\\\p{Cc}]+$/u, "A plain file name, without a path"),
  mediaType: z
    .string()
    .max(100)
    .regex(/^[\w.+-]+\/[\w.+-]+$/, "A media type, such as application/pdf"),
  /** Base64. */
  content: z.base64().max(Math.ceil((evidenceDocumentMaxBytes * 4) / 3) + 4, "At most 10 MB"),
  expiresAt: z.iso.datetime({ offset: true }),
});
export type AddEvidenceDocumentInput = z.infer<typeof AddEvidenceDocumentInput>;
