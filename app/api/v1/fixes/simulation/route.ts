import { Simulation, simulationParsers } from "#lib/contract/plans.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { simulateChanges } from "#lib/remediation/simulate-changes.ts";

export const GET = route(
  {
    summary: "Tell what a set of changes would break, close and cost",
    permission: "issue:read",
    query: strictQuery(simulationParsers),
    response: Simulation,
  },
  ({ ctx, query }) => simulateChanges(ctx, query.fix),
);
