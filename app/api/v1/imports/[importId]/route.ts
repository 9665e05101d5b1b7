import { z } from "zod";

import { ImportDetail, ImportView } from "#lib/contract/imports.ts";
import { route } from "#lib/http/route.ts";
import { getImport } from "#lib/imports/get-import.ts";
import { withdrawImport } from "#lib/imports/withdraw-import.ts";

const params = z.object({ importId: z.uuid() });

export const GET = route(
  {
    summary: "Read an import, with what its source says by now",
    permission: "finding:read",
    params,
    response: ImportDetail,
  },
  ({ ctx, params: { importId } }) => getImport(ctx, importId),
);

export const DELETE = route(
  {
    summary: "Take back what an import's source said of its scope",
    permission: "finding:write",
    params,
    response: ImportView,
  },
  ({ ctx, params: { importId } }) => withdrawImport(ctx, importId),
);
