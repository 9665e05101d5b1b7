import { createSerializer, parseAsString } from "nuqs/server";

import { responsibilityFilterParsers } from "#lib/contract/responsibility.ts";

/** The cell that is open: its row, and the workload it is in. */
export const responsibilityViewParsers = { cell: parseAsString, in: parseAsString };

/** The workload that is shown where only one has room. */
export const shownParser = parseAsString;

export const responsibilityHref = createSerializer({
  ...responsibilityFilterParsers,
  ...responsibilityViewParsers,
});
