import type { AuditVerification } from "#lib/contract/audit.ts";
import type { AuditEntry } from "#lib/platform/generated/client.ts";
import { auditHash } from "./audit.ts";
import { inTransaction, requirePermission, type Context } from "./context.ts";

const batchSize = 2_000;

/**
 * Walks the whole chain: an entry that was changed, left out or put in elsewhere is named. What was cut off the end
 * leaves no trace in the rest; a `head` hash that somebody kept from an earlier verification shows that as well.
 */
export async function verifyAudit(
  ctx: Context,
  { head }: { head?: string | undefined } = {},
): Promise<AuditVerification> {
  requirePermission(ctx, "audit:read");
  return inTransaction(ctx, async (tx) => {
    let previous: AuditEntry | undefined;
    let checkedCount = 0;
    let headSeen = head === undefined;
    for (;;) {
      const entries = await tx.auditEntry.findMany({
        where: { organizationId: ctx.organizationId, sequence: { gt: previous?.sequence ?? -1n } },
        orderBy: { sequence: "asc" },
        take: batchSize,
      });
      for (const entry of entries) {
        const reason = flawOf(entry, previous);
        if (reason) return verdict(checkedCount, previous, { brokenAt: Number(entry.sequence), reason });
        previous = entry;
        headSeen ||= entry.hash === head;
        checkedCount++;
      }
      if (entries.length === batchSize) continue;
      if (headSeen) return verdict(checkedCount, previous);
      const brokenAt = Number(previous?.sequence ?? 0n) + 1;
      return verdict(checkedCount, previous, { brokenAt, reason: "The entry with the given hash is gone." });
    }
  });
}

function flawOf(entry: AuditEntry, previous: AuditEntry | undefined): string | null {
  if (entry.sequence !== (previous?.sequence ?? 0n) + 1n) return "The entry before it is missing.";
  if (entry.previousHash !== (previous?.hash ?? "")) return "It does not follow from the entry before it.";
  return auditHash(entry) === entry.hash ? null : "Its content was changed after it was written.";
}

const verdict = (
  checkedCount: number,
  last: AuditEntry | undefined,
  flaw: { brokenAt: number; reason: string } | null = null,
): AuditVerification => ({
  intact: flaw === null,
  checkedCount,
  brokenAt: flaw?.brokenAt ?? null,
  reason: flaw?.reason ?? null,
  headHash: last?.hash ?? null,
  checkedAt: new Date().toISOString(),
});
