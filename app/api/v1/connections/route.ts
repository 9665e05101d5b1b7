import { ConnectionDetail, ConnectionInput, ConnectionList } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { createConnection } from "#lib/inventory/create-connection.ts";
import { listConnections } from "#lib/inventory/list-connections.ts";

export const GET = route(
  { summary: "List connections", permission: "connection:read", past: true, response: ConnectionList },
  ({ ctx }) => listConnections(ctx),
);

export const POST = route(
  {
    summary: "Add a connection and sync it",
    permission: "connection:write",
    body: ConnectionInput,
    response: ConnectionDetail,
    status: 201,
  },
  ({ ctx, body }) => createConnection(ctx, body),
);
