import { z } from "zod";

import { ChangePerson, Person } from "#lib/contract/access.ts";
import { changePerson } from "#lib/access/change-person.ts";
import { route } from "#lib/http/route.ts";

export const PATCH = route(
  {
    summary: "Change the role of a person, disable or enable them",
    permission: "people:write",
    params: z.object({ personId: z.uuid() }),
    body: ChangePerson,
    response: Person,
  },
  ({ ctx, params, body }) => changePerson(ctx, params.personId, body),
);
