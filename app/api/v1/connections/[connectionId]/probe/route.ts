import { z } from "zod";

import { ProbeResult } from "#lib/contract/connections.ts";
import { route } from "#lib/http/route.ts";
import { getProbe, requestProbe } from "#lib/inventory/request-probe.ts";

const params = z.object({ connectionId: z.uuid() });

export const GET = route(
  { summary: "Read the last permission check", permission: "connection:read", params, response: ProbeResult },
  ({ ctx, params: { connectionId } }) => getProbe(ctx, connectionId),
);

export const POST = route(
  {
    summary: "Check a connection's permissions",
    permission: "connection:write",
    params,
    response: ProbeResult,
    status: 202,
  },
  ({ ctx, params: { connectionId } }) => requestProbe(ctx, connectionId),
);
