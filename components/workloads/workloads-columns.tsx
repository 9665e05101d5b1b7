import Link from "next/link";

import type { WorkloadView } from "#lib/contract/workloads.ts";
import { providerTitles } from "#lib/domain/provider.ts";
import { serviceModelTitles } from "#lib/domain/workload.ts";

import type { Column } from "../data-table/column.ts";
import { Score } from "../issues/score.tsx";
import { LayerStrip } from "../layer-strip/layer-strip.tsx";
import { Badge } from "../ui/badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { layerHrefs } from "./workload-links.ts";

export const workloadsColumns: readonly Column<WorkloadView>[] = [
  {
    id: "name",
    header: "Workload",
    width: 180,
    grows: true,
    cell: ({ name, nameReason }) => (
      <span className="font-medium" title={nameReason}>
        {name}
      </span>
    ),
  },
  {
    id: "layers",
    header: "Layers",
    width: 200,
    cell: ({ id, name, layers }) => <LayerStrip cells={layers} hrefs={layerHrefs(id)} label={name} />,
  },
  {
    id: "issue",
    header: "Worst issue",
    width: 260,
    cell: ({ worstIssue }) =>
      worstIssue ? (
        <Link
          href={`/issues/${worstIssue.id}`}
          title={worstIssue.story}
          className="flex min-w-0 items-center gap-2 hover:underline"
        >
          <Score score={worstIssue.score} severity={worstIssue.severity} />
          <span className="truncate">{worstIssue.story}</span>
        </Link>
      ) : (
        <span className="text-muted">None open</span>
      ),
  },
  {
    id: "clouds",
    header: "Clouds",
    width: 120,
    cell: ({ providers }) => providers.map((provider) => providerTitles[provider]).join(", "),
  },
  {
    id: "model",
    header: "Service model",
    width: 116,
    cell: ({ serviceModel, serviceModelReason }) => (
      <span title={serviceModelReason}>{serviceModelTitles[serviceModel]}</span>
    ),
  },
  {
    id: "environment",
    header: "Environment",
    width: 112,
    cell: ({ environment }) =>
      environment ? (
        <Badge title={environment.reason}>{environment.value}</Badge>
      ) : (
        <span className="text-muted">not said</span>
      ),
  },
  {
    id: "owner",
    header: "Owner",
    width: 132,
    cell: ({ owner }) =>
      owner ? <span title={owner.reason}>{owner.value}</span> : <span className="text-muted">nobody</span>,
  },
  {
    id: "verified",
    header: "Verified",
    width: 104,
    align: "right",
    cell: ({ verifiedAt }) =>
      verifiedAt ? (
        <RelativeTime at={verifiedAt} className="text-muted" />
      ) : (
        <span className="text-muted">never</span>
      ),
  },
];

export const WorkloadCard = ({ workload }: { workload: WorkloadView }) => (
  <>
    <span className="flex items-center justify-between gap-2 text-sm font-medium">
      <span className="truncate">{workload.name}</span>
      {workload.worstIssue && (
        <Score score={workload.worstIssue.score} severity={workload.worstIssue.severity} />
      )}
    </span>
    <span className="truncate text-xs text-muted">
      {[
        serviceModelTitles[workload.serviceModel],
        ...workload.providers.map((provider) => providerTitles[provider]),
        workload.environment?.value,
      ]
        .filter(Boolean)
        .join(" · ")}
    </span>
    <LayerStrip cells={workload.layers} label={workload.name} />
  </>
);
