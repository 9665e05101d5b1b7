import { AddEvidenceDocumentInput, CellAddress, CellDetail } from "#lib/contract/responsibility.ts";
import { route } from "#lib/http/route.ts";
import { addEvidenceDocument } from "#lib/responsibility/evidence-documents.ts";

export const POST = route(
  {
    summary: "Add a document as evidence",
    permission: "responsibility:write",
    params: CellAddress,
    body: AddEvidenceDocumentInput,
    // Ten megabytes in base64.
    maxBodyBytes: 14 * 1024 * 1024,
    response: CellDetail,
    status: 201,
  },
  ({ ctx, params, body }) => addEvidenceDocument(ctx, params, body),
);
