import type { WorkloadView } from "#lib/contract/workloads.ts";
import { providers, providerTitles } from "#lib/domain/provider.ts";
import { serviceModels, serviceModelTitles } from "#lib/domain/workload.ts";

import type { WorkloadGrouping } from "./workloads-view.ts";

export type WorkloadGroup = { id: string; title: string; workloads: WorkloadView[] };

/** In groups that have any, each in the order the workloads came. What runs on two clouds stands under both. */
export function groupWorkloads(
  workloads: readonly WorkloadView[],
  by: Exclude<WorkloadGrouping, "none">,
): WorkloadGroup[] {
  const groups = groupsBy[by](workloads);
  return groups.filter((group) => group.workloads.length > 0);
}

type Workloads = readonly WorkloadView[];

const groupsBy: Record<Exclude<WorkloadGrouping, "none">, (workloads: Workloads) => WorkloadGroup[]> = {
  cloud: (workloads) =>
    providers.map((id) => ({
      id,
      title: providerTitles[id],
      workloads: workloads.filter((workload) => workload.providers.includes(id)),
    })),
  "service-model": (workloads) =>
    serviceModels.map((id) => ({
      id,
      title: serviceModelTitles[id],
      workloads: workloads.filter(({ serviceModel }) => serviceModel === id),
    })),
  // Whoever is written in two ways stands once; what nobody owns comes last, to be seen at the end of the page.
  owner: (workloads) => {
    const byOwner = Map.groupBy(
      workloads.filter(({ owner }) => owner !== null),
      ({ owner }) => (owner?.value ?? "").toLowerCase(),
    );
    const owned = [...byOwner]
      .map(([id, members]) => ({ id, title: members[0]?.owner?.value ?? id, workloads: members }))
      .toSorted((a, b) => a.title.localeCompare(b.title, "en"));
    const unowned = workloads.filter(({ owner }) => owner === null);
    return [...owned, { id: "", title: "Nobody", workloads: unowned }];
  },
};
