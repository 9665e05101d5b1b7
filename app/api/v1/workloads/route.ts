import { workloadFilterParsers, WorkloadPage } from "#lib/contract/workloads.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";
import { listWorkloads } from "#lib/workloads/list-workloads.ts";

export const GET = route(
  {
    summary: "List workloads",
    permission: "workload:read",
    query: strictQuery(workloadFilterParsers),
    past: true,
    response: WorkloadPage,
  },
  ({ ctx, query }) => listWorkloads(ctx, query),
);
