import { z } from "zod";

import { revokeAttestation } from "#lib/compliance/revoke-attestation.ts";
import { ControlDetail } from "#lib/contract/compliance.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route(
  {
    summary: "End an attestation",
    permission: "compliance:write",
    params: z.object({ attestationId: z.uuid() }),
    response: ControlDetail,
  },
  ({ ctx, params: { attestationId } }) => revokeAttestation(ctx, attestationId),
);
