import { z } from "zod";

import { revokeSession } from "#lib/access/sessions.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "End a session at once",
    permission: "signed-in",
    params: z.object({ sessionId: z.uuid() }),
    response: null,
  },
  ({ ctx, params }) => revokeSession(ctx, params.sessionId),
);
