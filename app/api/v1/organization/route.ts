import { changeOrganization, getOrganization } from "#lib/access/organization.ts";
import { ChangeOrganization, OrganizationView } from "#lib/contract/access.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "Read the organization", permission: "signed-in", response: OrganizationView },
  ({ ctx }) => getOrganization(ctx),
);

export const PATCH = route(
  {
    summary: "Change the organization",
    permission: "organization:write",
    body: ChangeOrganization,
    response: OrganizationView,
  },
  ({ ctx, body }) => changeOrganization(ctx, body),
);
