import {
  createLoader,
  createSerializer,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";

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

const kept = { ...filterParsers, view: findingsViewParsers.view };
const loadKept = createLoader(kept);
type Kept = inferParserType<typeof kept>;
const serializeKept = createSerializer(kept);

/** What a saved view keeps of the page, as a query without `?`, always written the same way. */
export const writeView = (values: Kept): string => serializeKept(values).replace(/^\?/, "");
export const readView = (query: string) => loadKept(new URLSearchParams(query));

/** The address of the findings page for whatever a number elsewhere counts. */
export const findingsHref = createSerializer({ ...filterParsers, ...findingsViewParsers });
