import { z } from "zod";

import { CellDetail } from "#lib/contract/responsibility.ts";
import { route } from "#lib/http/route.ts";
import { getEvidenceDocument, removeEvidenceDocument } from "#lib/responsibility/evidence-documents.ts";

const params = z.object({ documentId: z.uuid() });

export const GET = route(
  {
    summary: "Download an evidence document",
    permission: "responsibility:read",
    params,
    response: null,
    mediaType: "application/octet-stream",
  },
  async ({ ctx, params: { documentId } }) => {
    const { fileName, content } = await getEvidenceDocument(ctx, documentId);
    // Never shown in place: what somebody uploaded must not run as a page of ours.
    return new Response(content, {
      headers: {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`,
        "Cache-Control": "no-store",
      },
    });
  },
);

export const DELETE = route(
  {
    summary: "Take a document out of the evidence",
    permission: "responsibility:write",
    params,
    response: CellDetail,
  },
  ({ ctx, params: { documentId } }) => removeEvidenceDocument(ctx, documentId),
);
