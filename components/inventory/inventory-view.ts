import { resourceFilterParsers } from "#lib/contract/inventory.ts";

const { cursor: _cursor, limit: _limit, ...parsers } = resourceFilterParsers;
/** The filters a person sets; paging never stands in the address. */
export const inventoryPageParsers = parsers;
