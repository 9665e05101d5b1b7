import { sessionOf } from "#lib/access/request-context.ts";
import { setUp } from "#lib/access/set-up.ts";
import { SetUp } from "#lib/contract/access.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Choose name and password after a one-time link",
    permission: "signed-in",
    body: SetUp,
    response: null,
  },
  ({ signedIn, body }) => setUp(sessionOf({ signedIn }), body),
);
