import { z } from "zod";

import { billParsers } from "#lib/contract/exports.ts";
import { exportBill } from "#lib/exports/export-bill.ts";
import { download } from "#lib/http/download.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Download the bill of materials of a workload as CycloneDX",
    permission: "workload:read",
    params: z.object({ workloadId: z.uuid() }),
    query: strictQuery(billParsers),
    past: true,
    response: null,
    mediaType: "application/vnd.cyclonedx+json",
  },
  async ({ ctx, params, query }) => download(await exportBill(ctx, params.workloadId, query.version)),
);
