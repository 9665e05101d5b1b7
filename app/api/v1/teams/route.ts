import { CreateTeam, Team, Teams } from "#lib/contract/access.ts";
import { createTeam, listTeams } from "#lib/access/teams.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({ summary: "List teams", permission: "people:read", response: Teams }, ({ ctx }) =>
  listTeams(ctx),
);

export const POST = route(
  { summary: "Create a team", permission: "people:write", body: CreateTeam, response: Team, status: 201 },
  ({ ctx, body }) => createTeam(ctx, body),
);
