import { verifyAudit } from "#lib/access/verify-audit.ts";
import { AuditVerification } from "#lib/contract/audit.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "Verify the chain of audit entries", permission: "audit:read", response: AuditVerification },
  ({ ctx }) => verifyAudit(ctx),
);
