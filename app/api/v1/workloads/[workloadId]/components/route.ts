import { z } from "zod";

import { componentListParsers, WorkloadComponentPage } from "#lib/contract/workload-components.ts";
import { listWorkloadComponents } from "#lib/exports/list-workload-components.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "List what a workload is made of: models, data, images and packages",
    permission: "workload:read",
    params: z.object({ workloadId: z.uuid() }),
    query: strictQuery(componentListParsers),
    past: true,
    response: WorkloadComponentPage,
  },
  ({ ctx, params, query }) => listWorkloadComponents(ctx, params.workloadId, query),
);
