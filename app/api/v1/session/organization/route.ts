import { sessionOf } from "#lib/access/request-context.ts";
import { switchOrganization } from "#lib/access/switch-organization.ts";
import { SwitchOrganization } from "#lib/contract/access.ts";
import { route } from "#lib/http/route.ts";

export const PUT = route(
  {
    summary: "Switch to another organization",
    permission: "signed-in",
    body: SwitchOrganization,
    response: null,
  },
  ({ signedIn, body }) => switchOrganization(sessionOf({ signedIn }), body.organizationId),
);
