import { listAudit } from "#lib/access/list-audit.ts";
import { auditFilterParsers, AuditPage } from "#lib/contract/audit.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "List what was changed, newest first",
    permission: "audit:read",
    query: strictQuery(auditFilterParsers),
    response: AuditPage,
  },
  ({ ctx, query }) => listAudit(ctx, query),
);
