import { createSerializer, parseAsStringLiteral } from "nuqs/server";

import { issueFilterParsers } from "#lib/contract/issues.ts";

const { cursor: _cursor, limit: _limit, ...filterParsers } = issueFilterParsers;
/** The filters a person sets; paging never stands in the address. */
export const issuesPageParsers = filterParsers;
export const issuesViewParsers = {
  view: parseAsStringLiteral(["list", "fixes"] as const).withDefault("list"),
};
/** The address of the issues page for whatever a number elsewhere counts. */
export const issuesHref = createSerializer({ ...filterParsers, ...issuesViewParsers });
