import { z } from "zod";

import { revokeToken } from "#lib/access/tokens.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "Revoke an API token",
    permission: "token:write",
    params: z.object({ tokenId: z.uuid() }),
    response: null,
  },
  ({ ctx, params }) => revokeToken(ctx, params.tokenId),
);
