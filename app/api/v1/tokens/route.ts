import { CreatedToken, CreateToken, Tokens } from "#lib/contract/access.ts";
import { createToken, listTokens } from "#lib/access/tokens.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "List API tokens", permission: "token:read", response: Tokens },
  ({ ctx }) => listTokens(ctx),
);

export const POST = route(
  {
    summary: "Create an API token, shown once",
    permission: "token:write",
    body: CreateToken,
    response: CreatedToken,
    status: 201,
    secret: true,
  },
  ({ ctx, body }) => createToken(ctx, body),
);
