import { InvitePerson, People, SignInLink } from "#lib/contract/access.ts";
import { invitePerson } from "#lib/access/invite-person.ts";
import { listPeople } from "#lib/access/list-people.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({ summary: "List people", permission: "people:read", response: People }, ({ ctx }) =>
  listPeople(ctx),
);

export const POST = route(
  {
    summary: "Invite a person",
    permission: "people:write",
    body: InvitePerson,
    response: SignInLink,
    status: 201,
    secret: true,
  },
  ({ ctx, body }) => invitePerson(ctx, body),
);
