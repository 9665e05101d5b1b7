import { parseAsInteger, parseAsIsoDateTime, parseAsString } from "nuqs/server";
import { z } from "zod";

export const auditPageMax = 200;

export const auditFilterParsers = {
  /** An action, or its noun: `connection` finds all of `connection.*`. */
  action: parseAsString,
  actor: parseAsString,
  subject: parseAsString,
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(100),
};

export const AuditEntryView = z.object({
  id: z.uuid(),
  /** Its place in the organization's chain. */
  sequence: z.number().int(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  before: z.unknown(),
  after: z.unknown(),
  hash: z.string(),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;
export const AuditPage = z.object({ items: z.array(AuditEntryView), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

export const AuditVerification = z.object({
  /** Whether every entry still follows from the one before it. */
  intact: z.boolean(),
  checkedCount: z.number().int(),
  /** The first entry that does not, if any. */
  brokenAt: z.number().int().nullable(),
  reason: z.string().nullable(),
  /** Hash of the last entry: kept elsewhere, it shows later whether entries were cut off the end. */
  headHash: z.string().nullable(),
  checkedAt: z.iso.datetime(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
