import { attestControl } from "#lib/compliance/attest-control.ts";
import { AttestControlInput, ControlDetail, ControlParams } from "#lib/contract/compliance.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(
  {
    summary: "Attest a control with a document",
    permission: "compliance:write",
    params: ControlParams,
    body: AttestControlInput,
    // Ten megabytes in base64.
    maxBodyBytes: 14 * 1024 * 1024,
    response: ControlDetail,
    status: 201,
  },
  ({ ctx, params, body }) => attestControl(ctx, params, body),
);
