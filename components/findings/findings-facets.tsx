import { Users } from "lucide-react";

import { findingStatuses, type FindingFacets } from "#lib/contract/findings.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { severities } from "#lib/domain/severity.ts";

import type { Facet } from "../data-table/facet-popover.tsx";
import type { FilterOption } from "../data-table/filter-text.ts";
import { LayerIcon } from "../layer-strip/layer-look.tsx";
import { SeverityIcon, severityTitles } from "../ui/severity-badge.tsx";
import { originTitle } from "./origin-title.ts";
import { isTeam } from "./finding-owner.ts";
import { findingStatusTitles } from "./finding-status.tsx";

export function findingsFacets(counts: FindingFacets | undefined, owners: readonly FilterOption[]): Facet[] {
  return [
    {
      id: "status",
      label: "Status",
      options: findingStatuses.map((value) => ({ value, label: findingStatusTitles[value] })),
      ...(counts ? { counts: counts.status } : {}),
    },
    {
      id: "severity",
      label: "Severity",
      options: severities.map((value) => ({ value, label: severityTitles[value] })),
      mark: (value) =>
        severities.map(
          (severity) => severity === value && <SeverityIcon key={severity} severity={severity} />,
        ),
      ...(counts ? { counts: counts.severity } : {}),
    },
    {
      id: "layer",
      label: "Layer",
      options: layers.map((value) => ({ value, label: layerTitles[value] })),
      mark: (value) => layers.map((layer) => layer === value && <LayerIcon key={layer} layer={layer} />),
      ...(counts ? { counts: counts.layer } : {}),
    },
    {
      id: "provider",
      label: "Cloud",
      options: providers.map((value) => ({ value, label: providerTitles[value] })),
      ...(counts ? { counts: counts.provider } : {}),
    },
    {
      id: "account",
      label: "Account",
      single: true,
      options: Object.keys(counts?.account ?? {})
        .toSorted()
        .map((value) => ({ value, label: value })),
      ...(counts ? { counts: counts.account } : {}),
    },
    {
      id: "source",
      label: "Found by",
      single: true,
      options: Object.keys(counts?.source ?? {})
        .toSorted()
        .map((value) => ({ value, label: originTitle(value) })),
      ...(counts ? { counts: counts.source } : {}),
    },
    {
      id: "assignee",
      label: "Owner",
      single: true,
      options: owners,
      mark: (owner) => isTeam(owner) && <Users className="size-3.5 text-muted" aria-hidden />,
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
