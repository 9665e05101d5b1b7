import { z } from "zod";

import { ConnectionChange, ConnectionDetail } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { deleteConnection } from "#lib/inventory/delete-connection.ts";
import { getConnection } from "#lib/inventory/get-connection.ts";
import { updateConnection } from "#lib/inventory/update-connection.ts";

const params = z.object({ connectionId: z.uuid() });

export const GET = route(
  {
    summary: "Read a connection",
    permission: "connection:read",
    params,
    past: true,
    response: ConnectionDetail,
  },
  ({ ctx, params: { connectionId } }) => getConnection(ctx, connectionId),
);

export const PATCH = route(
  {
    summary: "Change, pause or resume a connection",
    permission: "connection:write",
    params,
    body: ConnectionChange,
    response: ConnectionDetail,
  },
  ({ ctx, params: { connectionId }, body }) => updateConnection(ctx, connectionId, body),
);

export const DELETE = route(
  {
    summary: "Remove a connection and what it alone collected",
    permission: "connection:write",
    params,
    response: null,
  },
  ({ ctx, params: { connectionId } }) => deleteConnection(ctx, connectionId),
);
