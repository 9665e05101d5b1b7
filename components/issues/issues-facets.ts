import { issueStatuses, type IssueFacets, type IssueFilters } from "#lib/contract/issues.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";

import type { Facet } from "../data-table/facet-popover.tsx";
import { oneOf, onesOf, type FilterValues } from "../data-table/filter-text.ts";
import { severityTitles } from "../ui/severity-badge.tsx";
import { issueStatusTitles } from "./issue-status.tsx";

export function issuesFacets(counts: IssueFacets | undefined): Facet[] {
  const counted = (name: Exclude<keyof IssueFacets, "total">) => (counts ? { counts: counts[name] } : {});
  return [
    {
      id: "status",
      label: "Status",
      options: issueStatuses.map((value) => ({ value, label: issueStatusTitles[value] })),
      ...counted("status"),
    },
    {
      id: "severity",
      label: "Severity",
      options: severities.map((value) => ({ value, label: severityTitles[value] })),
      ...counted("severity"),
    },
    {
      id: "layer",
      label: "Layer",
      options: layers.map((value) => ({ value, label: layerTitles[value] })),
      ...counted("layer"),
    },
    {
      id: "provider",
      label: "Cloud",
      options: providers.map((value) => ({ value, label: providerTitles[value] })),
      ...counted("provider"),
    },
    {
      id: "assignee",
      label: "Owner",
      single: true,
      options: [
        { value: "me", label: "Me and my teams" },
        { value: "nobody", label: "Nobody" },
      ],
    },
    {
      id: "due",
      label: "Due",
      single: true,
      options: [
        { value: "overdue", label: "Overdue" },
        { value: "week", label: "Within 7 days" },
      ],
    },
  ];
}

type PageFilters = Omit<IssueFilters, "cursor" | "limit">;

export const toValues = (filters: PageFilters): FilterValues => ({
  status: filters.status,
  severity: filters.severity,
  layer: filters.layer,
  provider: filters.provider,
  assignee: filters.assignee ? [filters.assignee] : [],
  due: filters.due ? [filters.due] : [],
});

export const fromValues = (values: FilterValues, q: string) => ({
  status: onesOf(issueStatuses, values["status"]),
  severity: onesOf(severities, values["severity"]),
  layer: onesOf(layers, values["layer"]),
  provider: onesOf(providers, values["provider"]),
  assignee: values["assignee"]?.[0] ?? "",
  due: oneOf(["overdue", "week"] as const, values["due"]),
  q,
});
