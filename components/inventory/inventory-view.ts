import { createLoader, parseAsStringLiteral } from "nuqs/server";

import { resourceFilterParsers, resourceSorts } from "#lib/contract/inventory.ts";

const { cursor: _cursor, limit: _limit, ...parsers } = resourceFilterParsers;
/** The filters a person sets; paging never stands in the address. */
export const inventoryPageParsers = {
  ...parsers,
  /** A reader sees first what matters; the API, for scripts, lists by name. */
  sort: parseAsStringLiteral(resourceSorts).withDefault("attention"),
};
export const loadInventoryView = createLoader(inventoryPageParsers);
