import { sessionOf } from "#lib/access/request-context.ts";
import { changePassword } from "#lib/access/set-up.ts";
import { ChangePassword } from "#lib/contract/access.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(
  {
    summary: "Change your password and end your other sessions",
    permission: "signed-in",
    body: ChangePassword,
    response: null,
  },
  ({ signedIn, body }) => changePassword(sessionOf({ signedIn }), body),
);
