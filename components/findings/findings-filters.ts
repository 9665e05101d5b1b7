import type { FindingFilters } from "#lib/contract/findings.ts";
import { findingStatuses } from "#lib/contract/findings.ts";
import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";

import { oneOf, onesOf, type FilterValues } from "../data-table/filter-text.ts";
import { fromOwners, toOwners } from "./finding-owner.ts";

export type FindingsPageFilters = Omit<FindingFilters, "cursor" | "limit">;

/** The filters as the bar shows them. */
export const toValues = (filters: FindingsPageFilters): FilterValues => ({
  status: filters.status,
  severity: filters.severity,
  layer: filters.layer,
  provider: filters.provider,
  account: one(filters.account),
  source: one(filters.source),
  assignee: toOwners(filters),
  due: one(filters.due ?? ""),
});

/** What the bar was set to, as filters. A value that no filter knows is left out. */
export const fromValues = (values: FilterValues, q: string) => ({
  status: onesOf(findingStatuses, values["status"]),
  severity: onesOf(severities, values["severity"]),
  layer: onesOf(layers, values["layer"]),
  provider: onesOf(providers, values["provider"]),
  account: values["account"]?.[0] ?? "",
  source: values["source"]?.[0] ?? "",
  ...fromOwners(values["assignee"]),
  due: oneOf(["overdue", "week"] as const, values["due"]),
  q,
});

const one = (value: string): string[] => (value === "" ? [] : [value]);
