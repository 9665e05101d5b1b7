import { z } from "zod";

import { CommentInput } from "#lib/contract/remediation.ts";
import { route } from "#lib/http/route.ts";
import { addComment } from "#lib/remediation/add-comment.ts";

export const POST = route(
  {
    summary: "Comment on an issue",
    permission: "assignment:work",
    params: z.object({ issueId: z.uuid() }),
    body: CommentInput,
    response: null,
  },
  ({ ctx, params, body }) => addComment(ctx, "issue", params.issueId, body),
);
