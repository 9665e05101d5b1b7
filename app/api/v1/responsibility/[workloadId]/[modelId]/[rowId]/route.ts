import { CellAddress, CellDetail } from "#lib/contract/responsibility.ts";
import { route } from "#lib/http/route.ts";
import { getResponsibilityCell } from "#lib/responsibility/get-cell.ts";

export const GET = route(
  {
    summary: "Read who is accountable for a row, with the evidence",
    permission: "responsibility:read",
    params: CellAddress,
    past: true,
    response: CellDetail,
  },
  ({ ctx, params }) => getResponsibilityCell(ctx, params),
);
