import { CutInput, CutView } from "#lib/contract/plans.ts";
import { route } from "#lib/http/route.ts";
import { cutIssues } from "#lib/remediation/cut-issues.ts";

export const POST = route(
  {
    summary: "Find the smallest set of changes that breaks issues",
    permission: "issue:read",
    body: CutInput,
    response: CutView,
  },
  ({ ctx, body }) => cutIssues(ctx, body),
);
