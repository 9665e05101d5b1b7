import { CellAddress, CellDetail, OverrideCellInput } from "#lib/contract/responsibility.ts";
import { route } from "#lib/http/route.ts";
import { overrideCell, revokeOverride } from "#lib/responsibility/override-cell.ts";

export const PUT = route(
  {
    summary: "Put a decision over what the facts say, until it expires",
    permission: "responsibility:write",
    params: CellAddress,
    body: OverrideCellInput,
    response: CellDetail,
  },
  ({ ctx, params, body }) => overrideCell(ctx, params, body),
);

export const DELETE = route(
  {
    summary: "Take a decision back: the facts speak again",
    permission: "responsibility:write",
    params: CellAddress,
    response: CellDetail,
  },
  ({ ctx, params }) => revokeOverride(ctx, params),
);
