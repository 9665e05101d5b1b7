import { z } from "zod";

import { exportEvidence } from "#lib/compliance/evidence-file.ts";
import { evidenceParsers } from "#lib/contract/compliance.ts";
import { route } from "#lib/http/route.ts";
import { strictQuery } from "#lib/http/strict-query.ts";

export const GET = route(
  {
    summary: "Download the evidence for a framework as JSON, CSV or a report",
    permission: "compliance:read",
    params: z.object({ frameworkId: z.string() }),
    query: strictQuery(evidenceParsers),
    past: true,
    response: null,
    mediaType: "application/octet-stream",
  },
  async ({ ctx, params: { frameworkId }, query: { format, ...scope } }) => {
    const { fileName, mediaType, content } = await exportEvidence(ctx, frameworkId, scope, format);
    // A report names resources by what others called them: it is saved, never shown as a page of ours.
    return new Response(content, {
      headers: {
        "Content-Type": `${mediaType}; charset=utf-8`,
        "Content-Disposition": `attachment; filename="${fileName}"`,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
      },
    });
  },
);
