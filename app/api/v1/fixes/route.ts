import { z } from "zod";

import { RankedFix } from "#lib/contract/issues.ts";
import { listFixes } from "#lib/correlation/plan-fixes.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "List the changes that would break open issues",
    permission: "issue:read",
    past: true,
    response: z.object({ items: z.array(RankedFix) }),
  },
  ({ ctx }) => listFixes(ctx),
);
