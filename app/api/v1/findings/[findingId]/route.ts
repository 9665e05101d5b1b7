import { z } from "zod";

import { FindingDetail } from "#lib/contract/findings.ts";
import { route } from "#lib/http/route.ts";
import { getFinding } from "#lib/posture/get-finding.ts";

export const GET = route(
  {
    summary: "Read a finding with its evidence, remediation and timeline",
    permission: "finding:read",
    params: z.object({ findingId: z.uuid() }),
    past: true,
    response: FindingDetail,
  },
  ({ ctx, params }) => getFinding(ctx, params.findingId),
);
