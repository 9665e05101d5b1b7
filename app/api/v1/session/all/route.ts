import { listSessions } from "#lib/access/sessions.ts";
import { Sessions } from "#lib/contract/access.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "List sessions: your own, or all for an administrator",
    permission: "signed-in",
    response: Sessions,
  },
  ({ ctx, signedIn }) => listSessions(ctx, signedIn?.sessionId ?? null),
);
