import { findingExportParsers } from "#lib/contract/exports.ts";
import { exportFindings } from "#lib/exports/export-findings.ts";
import { download } from "#lib/http/download.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Download findings as CSV, OCSF 1.8 or SARIF 2.1.0",
    permission: "finding:read",
    query: strictQuery(findingExportParsers),
    past: true,
    response: null,
    mediaType: "application/octet-stream",
  },
  ({ ctx, query }) => download(exportFindings(ctx, query)),
);
