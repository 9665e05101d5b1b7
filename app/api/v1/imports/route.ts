import { importListParsers, ImportPage, ImportQuery, ImportView } from "#lib/contract/imports.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery, zodQuery } from "#lib/http/strict-query.ts";
import { importLimits } from "#lib/imports/limits.ts";
import { listImports } from "#lib/imports/list-imports.ts";
import { runImport } from "#lib/imports/run-import.ts";
import { uploadOf } from "#lib/http/upload.ts";

export const GET = route(
  {
    summary: "List imports of other tools' reports",
    permission: "finding:read",
    query: strictQuery(importListParsers),
    response: ImportPage,
  },
  ({ ctx, query }) => listImports(ctx, query),
);

export const POST = route(
  {
    summary: "Import a report of another tool, sent as the body itself",
    permission: "finding:write",
    query: zodQuery(ImportQuery),
    upload: { maxBytes: importLimits.fileBytes },
    response: ImportView,
    status: 201,
  },
  ({ ctx, query, request }) =>
    runImport(ctx, uploadOf(request, importLimits.fileBytes), query, request.signal),
);
