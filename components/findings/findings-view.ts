import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";

import { findingFilterParsers } from "#lib/contract/findings.ts";

/** What the address of the page holds beside the filters. */
export const findingsViewParsers = {
  view: parseAsStringLiteral(["groups", "list"] as const).withDefault("groups"),
  /** The finding that is open in the drawer. */
  finding: parseAsString,
};
export const loadFindingsView = createLoader(findingsViewParsers);

const { cursor: _cursor, limit: _limit, ...filterParsers } = findingFilterParsers;
/** The filters a person sets; paging never stands in the address. */
export const findingsPageParsers = filterParsers;

/** The address of the findings page for whatever a number elsewhere counts. */
export const findingsHref = createSerializer({ ...filterParsers, ...findingsViewParsers });
