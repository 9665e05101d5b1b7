import { z } from "zod";

import { changeSavedView, deleteSavedView } from "#lib/access/saved-views.ts";
import { ChangeSavedView, SavedView } from "#lib/contract/saved-views.ts";
import { route } from "#lib/http/route.ts";

const params = z.object({ viewId: z.uuid() });

export const PATCH = route(
  {
    summary: "Rename, share or stop sharing one's own saved view",
    permission: "finding:read",
    params,
    body: ChangeSavedView,
    response: SavedView,
  },
  ({ ctx, params, body }) => changeSavedView(ctx, params.viewId, body),
);

export const DELETE = route(
  { summary: "Delete one's own saved view", permission: "finding:read", params, response: null },
  ({ ctx, params }) => deleteSavedView(ctx, params.viewId),
);
