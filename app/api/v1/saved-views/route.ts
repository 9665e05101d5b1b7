import { createSavedView, listSavedViews } from "#lib/access/saved-views.ts";
import { CreateSavedView, SavedView, savedViewFilterParsers, SavedViews } from "#lib/contract/saved-views.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "List one's own saved views of a page, and those that others share",
    permission: "finding:read",
    query: strictQuery(savedViewFilterParsers),
    response: SavedViews,
  },
  ({ ctx, query }) => listSavedViews(ctx, query.page),
);

export const POST = route(
  {
    summary: "Save the filters of a page under a name",
    permission: "finding:read",
    body: CreateSavedView,
    response: SavedView,
    status: 201,
  },
  ({ ctx, body }) => createSavedView(ctx, body),
);
