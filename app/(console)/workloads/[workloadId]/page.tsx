import { FindingRowsOf, shortFinding } from "#components/findings/finding-rows.tsx";
import { findingsHref } from "#components/findings/findings-view.ts";
import { GraphView } from "#components/graph/graph-view.tsx";
import { IssueRows } from "#components/issues/issue-rows.tsx";
import { issuesHref } from "#components/issues/issues-view.ts";
import { WorkloadCells } from "#components/responsibility/workload-cells.tsx";
import { Timeline } from "#components/timeline/timeline.tsx";
import { ComponentsTab } from "#components/workloads/components-tab.tsx";
import { AccessTab, DataTab, ModelTab } from "#components/workloads/facts-tabs.tsx";
import { ListLink } from "#components/workloads/list-link.tsx";
import { MemberList } from "#components/workloads/member-list.tsx";
import { WorkloadHeader } from "#components/workloads/workload-header.tsx";
import { WorkloadTabs } from "#components/workloads/workload-tabs.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { loadFindingFilters } from "#lib/contract/findings.ts";
import { loadIssueFilters } from "#lib/contract/issues.ts";
import { loadResponsibilityFilters } from "#lib/contract/responsibility.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";
import { listFindings } from "#lib/posture/list-findings.ts";
import { listResponsibility } from "#lib/responsibility/list-responsibility.ts";
import { getWorkloadMap } from "#lib/workloads/get-workload-map.ts";
import { getWorkload } from "#lib/workloads/get-workload.ts";
import { idOrNotFound, orNotFound } from "../../or-not-found.ts";

export default async function WorkloadPage({ params }: { params: Promise<{ workloadId: string }> }) {
  const id = idOrNotFound((await params).workloadId);
  const ctx = await pageContext();
  const workload = await orNotFound(getWorkload(ctx, id));
  const [map, issues, findings, responsibility] = await Promise.all([
    getWorkloadMap(ctx, id),
    listIssues(ctx, loadIssueFilters({ workload: id })),
    listFindings(ctx, loadFindingFilters({ workload: id })),
    listResponsibility(ctx, loadResponsibilityFilters({ workload: id })),
  ]);
  const openFindingCount = workload.layers.reduce((sum, { openCount }) => sum + openCount, 0);
  return (
    <div className="pb-10">
      <WorkloadHeader workload={workload} />
      <WorkloadTabs
        counts={{
          issues: workload.openIssueCount,
          findings: openFindingCount,
          resources: workload.memberCount,
        }}
        contents={{
          map: (
            <GraphView
              graph={map}
              arrangement="bands"
              label={`The resources of ${workload.name}, by layer`}
            />
          ),
          issues: (
            <>
              <IssueRows issues={issues.items} empty="No path leads through this workload" />
              <ListLink
                shown={issues.items.length}
                total={workload.openIssueCount}
                href={issuesHref("/issues", { workload: id })}
                place="issues"
              />
            </>
          ),
          findings: (
            <>
              <FindingRowsOf
                findings={findings.items.map(shortFinding)}
                empty="Nothing is open on its resources"
              />
              <ListLink
                shown={findings.items.length}
                total={openFindingCount}
                href={findingsHref("/findings", { workload: id, view: "list" })}
                place="findings"
              />
            </>
          ),
          responsibility: <WorkloadCells matrix={responsibility} workloadId={id} />,
          model: <ModelTab id={id} name={workload.name} />,
          data: <DataTab id={id} name={workload.name} />,
          components: <ComponentsTab id={id} name={workload.name} />,
          identity: <AccessTab id={id} name={workload.name} />,
          resources: <MemberList workload={workload} />,
          timeline: (
            <div className="max-w-2xl p-4 sm:px-6">
              <Timeline entries={workload.timeline} />
            </div>
          ),
        }}
      />
    </div>
  );
}
