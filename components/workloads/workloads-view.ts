import { parseAsStringLiteral } from "nuqs/server";

import { workloadFilterParsers } from "#lib/contract/workloads.ts";

const { cursor: _cursor, limit: _limit, ...filterParsers } = workloadFilterParsers;
/** The filters a person sets; paging never stands in the address. */
export const workloadsPageParsers = filterParsers;

export const workloadGroupings = ["none", "cloud", "owner", "service-model"] as const;
export type WorkloadGrouping = (typeof workloadGroupings)[number];

export const workloadsViewParsers = {
  /** One line each, or workloads down and layers across. */
  view: parseAsStringLiteral(["list", "matrix"] as const).withDefault("list"),
  group: parseAsStringLiteral(workloadGroupings).withDefault("none"),
};
