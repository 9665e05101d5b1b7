import { PostureSummary } from "#lib/contract/posture.ts";
import { route } from "#lib/http/route.ts";
import { summarizePosture } from "#lib/posture/summarize-posture.ts";

export const GET = route(
  { summary: "Read posture by layer", permission: "finding:read", past: true, response: PostureSummary },
  ({ ctx }) => summarizePosture(ctx),
);
