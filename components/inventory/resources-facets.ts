import {
  privileges,
  reaches,
  sensitivities,
  type ResourceFacets,
  type ResourceFilters,
} from "#lib/contract/inventory.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";

import type { Facet } from "../data-table/facet-popover.tsx";
import { onesOf, type FilterValues } from "../data-table/filter-text.ts";
import { classTitle, exposureWords, privilegeWords, sensitivityWords } from "./resource-words.ts";

export function resourcesFacets(counts: ResourceFacets | undefined): Facet[] {
  const counted = (name: Exclude<keyof ResourceFacets, "total">) => (counts ? { counts: counts[name] } : {});
  return [
    {
      id: "class",
      label: "Class",
      options: resourceClasses
        .filter((value) => !counts || (counts.class[value] ?? 0) > 0)
        .map((value) => ({ value, label: classTitle(value) })),
      ...counted("class"),
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
      id: "account",
      label: "Account",
      single: true,
      options: Object.keys(counts?.account ?? {}).map((value) => ({ value, label: value })),
      ...counted("account"),
    },
    {
      id: "exposure",
      label: "Exposure",
      options: reaches.map((value) => ({ value, label: exposureWords[value].label })),
      ...counted("exposure"),
    },
    {
      id: "sensitivity",
      label: "Data",
      options: sensitivities.map((value) => ({ value, label: sensitivityWords[value].label })),
      ...counted("sensitivity"),
    },
    {
      id: "privilege",
      label: "Privilege",
      options: privileges.map((value) => ({ value, label: privilegeWords[value].label })),
    },
    { id: "state", label: "State", single: true, options: [{ value: "removed", label: "Removed" }] },
  ];
}

type PageFilters = Omit<ResourceFilters, "cursor" | "limit">;

export const toValues = (filters: PageFilters): FilterValues => ({
  class: filters.class,
  layer: filters.layer,
  provider: filters.provider,
  account: filters.account ? [filters.account] : [],
  exposure: filters.exposure,
  sensitivity: filters.sensitivity,
  privilege: filters.privilege,
  state: filters.state === "removed" ? ["removed"] : [],
});

export const fromValues = (values: FilterValues, q: string) => ({
  class: onesOf(resourceClasses, values["class"]),
  layer: onesOf(layers, values["layer"]),
  provider: onesOf(providers, values["provider"]),
  account: values["account"]?.[0] ?? "",
  exposure: onesOf(reaches, values["exposure"]),
  sensitivity: onesOf(sensitivities, values["sensitivity"]),
  privilege: onesOf(privileges, values["privilege"]),
  state: values["state"]?.[0] === "removed" ? ("removed" as const) : ("present" as const),
  q,
});
