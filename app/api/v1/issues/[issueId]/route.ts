import { z } from "zod";

import { IssueDetail } from "#lib/contract/issues.ts";
import { getIssue } from "#lib/correlation/get-issue.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Read an issue with its path, score and fixes",
    permission: "issue:read",
    params: z.object({ issueId: z.uuid() }),
    past: true,
    response: IssueDetail,
  },
  ({ ctx, params }) => getIssue(ctx, params.issueId),
);
