import { z } from "zod";

import { ChangeTeam, Team } from "#lib/contract/access.ts";
import { changeTeam, deleteTeam } from "#lib/access/teams.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ teamId: z.uuid() });

export const PATCH = route(
  {
    summary: "Rename a team or change its members",
    permission: "people:write",
    params,
    body: ChangeTeam,
    response: Team,
  },
  ({ ctx, params, body }) => changeTeam(ctx, params.teamId, body),
);

export const DELETE = route(
  { summary: "Delete a team without open assignments", permission: "people:write", params, response: null },
  ({ ctx, params }) => deleteTeam(ctx, params.teamId),
);
