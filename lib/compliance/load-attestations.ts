import { AttestationView } from "#lib/contract/compliance.ts";
import type { Tx } from "#lib/platform/transaction.ts";

export type StoredAttestation = AttestationView & { controlId: string };

/** What was ever attested for a framework, newest first. */
export async function loadAttestations(
  tx: Tx,
  organizationId: string,
  frameworkId: string,
  at: Date,
): Promise<StoredAttestation[]> {
  const rows = await tx.attestation.findMany({
    where: { organizationId, frameworkId },
    orderBy: [{ attestedAt: "desc" }, { id: "desc" }],
    take: 2_000,
  });
  const documents = await tx.evidenceDocument.findMany({
    where: { organizationId, id: { in: rows.map(({ documentId }) => documentId) } },
    select: { id: true, title: true, fileName: true, sizeBytes: true, sha256: true },
  });
  const workloads = await tx.workload.findMany({
    where: { organizationId, id: { in: rows.flatMap(({ workloadId }) => workloadId ?? []) } },
    select: { id: true, name: true },
  });
  return rows.flatMap((row) => {
    const document = documents.find(({ id }) => id === row.documentId);
    if (!document) return [];
    return [
      {
        controlId: row.controlId,
        ...AttestationView.parse({
          id: row.id,
          statement: row.statement,
          workload: row.workloadId
            ? (workloads.find(({ id }) => id === row.workloadId) ?? {
                id: row.workloadId,
                name: "A former workload",
              })
            : null,
          attestedBy: row.attestedByName,
          attestedAt: row.attestedAt.toISOString(),
          expiresAt: row.expiresAt.toISOString(),
          revokedAt: row.revokedAt?.toISOString() ?? null,
          revokedBy: row.revokedByName,
          isValid: row.revokedAt === null && row.expiresAt > at,
          document,
        }),
      },
    ];
  });
}

/** What holds in a scope: for the whole organization always, for one workload where that is the scope. */
export const holdsFor = ({ isValid, workload }: AttestationView, scopedWorkload: string): boolean =>
  isValid && (workload === null || workload.id === scopedWorkload);
