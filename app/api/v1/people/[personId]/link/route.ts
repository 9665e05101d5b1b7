import { z } from "zod";

import { SignInLink } from "#lib/contract/access.ts";
import { renewSignInLink } from "#lib/access/renew-sign-in-link.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Make a new one-time sign-in link for a person",
    permission: "people:write",
    params: z.object({ personId: z.uuid() }),
    response: SignInLink,
    status: 201,
    secret: true,
  },
  ({ ctx, params }) => renewSignInLink(ctx, params.personId),
);
