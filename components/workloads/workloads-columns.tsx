import Link from "next/link";

import type { WorkloadView } from "#lib/contract/workloads.ts";
import { layers, layerTitles } from "#lib/domain/layer.ts";
import { providerTitles } from "#lib/domain/provider.ts";
import { serviceModelTitles } from "#lib/domain/workload.ts";

import type { Column } from "../data-table/column.ts";
import { issuesHref } from "../issues/issues-view.ts";
import { Score } from "../issues/score.tsx";
import { LayerStrip } from "../layer-strip/layer-strip.tsx";
import { Badge } from "../ui/badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { LayerCell } from "./layer-cell.tsx";
import { layerHrefs } from "./workload-links.ts";

const name: Column<WorkloadView> = {
  id: "name",
  header: "Workload",
  width: 188,
  cell: ({ id, name: title, nameReason }) => (
    <Link href={`/workloads/${id}`} className="font-medium hover:underline" title={`${title}: ${nameReason}`}>
      {title}
    </Link>
  ),
};

const issue: Column<WorkloadView> = {
  id: "issue",
  header: "Worst issue",
  width: 220,
  grows: true,
  cell: ({ id, worstIssue, openIssueCount }) =>
    worstIssue ? (
      <span className="flex min-w-0 items-center gap-2">
        <Link
          href={`/issues/${worstIssue.id}`}
          title={worstIssue.story}
          className="flex min-w-0 items-center gap-2 hover:underline"
        >
          <Score score={worstIssue.score} severity={worstIssue.severity} />
          <span className="truncate">{worstIssue.story}</span>
        </Link>
        {openIssueCount > 1 && (
          <Link
            href={issuesHref("/issues", { workload: id })}
            aria-label={`All ${openIssueCount} open issues`}
            className="inline-flex min-h-6 min-w-6 shrink-0 items-center justify-center text-xs text-muted hover:text-text hover:underline"
          >
            +{openIssueCount - 1}
          </Link>
        )}
      </span>
    ) : (
      <span className="text-muted">None open</span>
    ),
};

export const workloadsColumns: readonly Column<WorkloadView>[] = [
  name,
  {
    id: "layers",
    header: "Layers",
    width: 196,
    cell: ({ id, name: title, layers: cells }) => (
      <LayerStrip cells={cells} hrefs={layerHrefs(id)} label={title} />
    ),
  },
  issue,
  {
    id: "runs",
    header: "Runs on",
    width: 168,
    cell: ({ providers, serviceModel, serviceModelReason }) => (
      <span title={`${cloudsOf(providers)}. ${serviceModelReason}`}>
        {cloudsOf(providers)} <span className="text-muted">{serviceModelTitles[serviceModel]}</span>
      </span>
    ),
  },
  {
    id: "environment",
    header: "Environment",
    width: 108,
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
    width: 124,
    cell: ({ owner }) =>
      owner ? (
        <span title={`${owner.value}: ${owner.reason}`}>{owner.value}</span>
      ) : (
        <span className="text-muted">nobody</span>
      ),
  },
  {
    id: "verified",
    header: "Verified",
    width: 92,
    align: "right",
    cell: ({ verifiedAt }) =>
      verifiedAt ? (
        <RelativeTime at={verifiedAt} className="text-muted" />
      ) : (
        <span className="text-muted">never</span>
      ),
  },
];

/** Workloads down, layers across. */
export const matrixColumns: readonly Column<WorkloadView>[] = [
  name,
  ...layers.map((layer): Column<WorkloadView> => ({
    id: layer,
    header: layerTitles[layer],
    width: 108,
    cell: ({ id, layers: cells }) => <LayerCell cells={cells} layer={layer} href={layerHrefs(id)[layer]} />,
  })),
  issue,
];

const cloudsOf = (providers: WorkloadView["providers"]): string =>
  providers.map((provider) => providerTitles[provider]).join(", ");

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
