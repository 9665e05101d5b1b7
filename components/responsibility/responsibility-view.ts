import { createSerializer, parseAsString } from "nuqs/server";

import { responsibilityFilterParsers } from "#lib/contract/responsibility.ts";

/** The cell that is open: its row, and the workload it is in. */
export const responsibilityViewParsers = { cell: parseAsString, in: parseAsString };

export const responsibilityHref = createSerializer({
  ...responsibilityFilterParsers,
  ...responsibilityViewParsers,
});
