import type { Context } from "#lib/access/context.ts";
import { systemDb } from "#lib/platform/db.ts";
import type { Change } from "./change-cases.ts";

/** Changes to what people attest. */
export const complianceChanges = (admin: () => Context): Change[] => [
  {
    call: "POST /api/v1/compliance/[frameworkId]/controls/[controlId]/attestations",
    action: "compliance.attest",
    status: 201,
    prepare: () => ({
      ids: { frameworkId: "eu-ai-act", controlId: "Article 9" },
      body: {
        statement: "Assessed by the risk committee",
        title: "Minutes",
        fileName: "minutes.pdf",
        mediaType: "application/pdf",
        content: "cG9saWN5",
        expiresAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      },
    }),
  },
  {
    call: "DELETE /api/v1/attestations/[attestationId]",
    action: "compliance.revoke-attestation",
    status: 200,
    prepare: async () => ({
      ids: {
        attestationId: (
          await systemDb().attestation.findFirstOrThrow({
            where: { organizationId: admin().organizationId, revokedAt: null },
          })
        ).id,
      },
    }),
  },
];
