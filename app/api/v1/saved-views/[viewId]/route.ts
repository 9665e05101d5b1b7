import { z } from "zod";

import { deleteSavedView, renameSavedView } from "#lib/access/saved-views.ts";
import { RenameSavedView, SavedView } from "#lib/contract/saved-views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ viewId: z.uuid() });

export const PATCH = route(
  {
    summary: "Rename one's own saved view",
    permission: "finding:read",
    params,
    body: RenameSavedView,
    response: SavedView,
  },
  ({ ctx, params, body }) => renameSavedView(ctx, params.viewId, body),
);

export const DELETE = route(
  { summary: "Delete one's own saved view", permission: "finding:read", params, response: null },
  ({ ctx, params }) => deleteSavedView(ctx, params.viewId),
);
