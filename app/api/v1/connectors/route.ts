import { ConnectorList } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { listConnectors } from "#lib/inventory/list-connectors.ts";

export const GET = route(
  { summary: "List what can be connected", permission: "connection:read", response: ConnectorList },
  async ({ ctx }) => listConnectors(ctx),
);
