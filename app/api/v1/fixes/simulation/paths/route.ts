import { SimulationPaths, simulationParsers } from "#lib/contract/plans.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { drawSimulation } from "#lib/remediation/draw-simulation.ts";

export const GET = route(
  {
    summary: "Draw the open paths with what a set of changes would cut",
    permission: "issue:read",
    query: strictQuery(simulationParsers),
    response: SimulationPaths,
  },
  ({ ctx, query }) => drawSimulation(ctx, query.fix),
);
