import { z } from "zod";

import { verifyAudit } from "#lib/access/verify-audit.ts";
import { AuditVerification } from "#lib/contract/audit.ts";
import { route } from "#lib/http/route.ts";
import { zodQuery } from "#lib/http/strict-query.ts";

const query = z.object({
  /** `headHash` of an earlier verification: shows whether entries were cut off the end since. */
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "Give the headHash of an earlier verification")
    .optional(),
});

export const GET = route(
  {
    summary: "Verify the chain of audit entries",
    permission: "audit:read",
    query: zodQuery(query),
    response: AuditVerification,
  },
  ({ ctx, query: { head } }) => verifyAudit(ctx, { head }),
);
