import Link from "next/link";

import { ScoreTrend } from "#components/charts/score-trend.tsx";
import { SeverityBar } from "#components/charts/severity-bar.tsx";
import { TrendArea } from "#components/charts/trend-area.tsx";

import { IssueRows } from "#components/issues/issue-rows.tsx";
import { issuesHref } from "#components/issues/issues-view.ts";
import { ChangeList } from "#components/overview/change-list.tsx";
import { toCell } from "#components/overview/estate-panel.tsx";
import { FixPlan, fixPlanTitle } from "#components/overview/fix-plan.tsx";
import { OwnerList } from "#components/overview/owner-list.tsx";
import { ResponsibilityPanel } from "#components/overview/responsibility-panel.tsx";
import { openBySeverity } from "#components/overview/open-by-severity.ts";
import { whatChanged } from "#components/overview/what-changed.ts";
import { Card } from "#components/ui/card.tsx";
import type { Context } from "#lib/access/context.ts";
import { issueStatuses, loadIssueFilters } from "#lib/contract/issues.ts";
import type { PostureSummary } from "#lib/contract/posture.ts";
import { loadResponsibilityFilters } from "#lib/contract/responsibility.ts";
import { listIssues } from "#lib/correlation/list-issues.ts";
import { planFixes } from "#lib/correlation/plan-fixes.ts";
import { layerTitles } from "#lib/domain/layer.ts";
import { listConnections } from "#lib/inventory/list-connections.ts";
import { readPostureTrend } from "#lib/posture/summarize-posture.ts";
import { listWork } from "#lib/remediation/list-work.ts";
import { listResponsibility } from "#lib/responsibility/list-responsibility.ts";

type Props = { ctx: Context };

const newsDays = 7;
const newsMax = 3;
const trendDays = 90;
const dayMilliseconds = 86_400_000;
const noPath = "No path leads from an entry to something worth taking";
const noneYours = "No issue is assigned to you or your teams";
/** Whoever sees only their own work must not read that there is no other. */
const seesAll = (ctx: Context): boolean => ctx.permissions.has("work:read-all");
const linkClass = "inline-flex min-h-6 items-center hover:text-text";

export async function IssuesCard({ ctx }: Props) {
  const { items } = await listIssues(ctx, { ...loadIssueFilters({}), limit: 5 });
  return (
    <Card
      title="Issues to fix first"
      aside={
        <Link href="/issues" className={linkClass}>
          All issues
        </Link>
      }
      bodyClassName="p-0"
    >
      <IssueRows issues={items} empty={seesAll(ctx) ? noPath : noneYours} />
    </Card>
  );
}

export async function ChangesCard({ ctx }: Props) {
  const since = new Date(Date.now() - newsDays * dayMilliseconds);
  const everyStatus = loadIssueFilters({ status: "open,in-progress,resolved", sort: "newest" });
  const [issues, connections] = await Promise.all([
    listIssues(ctx, { ...everyStatus, limit: 20 }),
    ctx.permissions.has("connection:read") ? listConnections(ctx) : { items: [] },
  ]);
  const changes = whatChanged(issues.items, connections.items, since);
  return (
    <Card
      title="What changed"
      aside={
        <Link
          href={issuesHref("/issues", { sort: "newest", status: [...issueStatuses] })}
          className={linkClass}
        >
          {newsDays} days
        </Link>
      }
      bodyClassName="p-0"
    >
      <ChangeList changes={changes.slice(0, newsMax)} />
      {changes.length > newsMax && (
        <Link
          href={issuesHref("/issues", { sort: "newest", status: [...issueStatuses] })}
          className="block border-t border-line px-4 py-2 text-sm text-muted outline-offset-[-2px] hover:bg-hover hover:text-text"
        >
          {issues.nextCursor === null ? `${changes.length - newsMax} more` : "More"}
        </Link>
      )}
    </Card>
  );
}

export async function FixPlanCard({ ctx }: Props) {
  const plan = await planFixes(ctx);
  return (
    <Card title={fixPlanTitle(plan)} bodyClassName="p-0">
      <FixPlan plan={plan} empty={seesAll(ctx) ? noPath : noneYours} />
    </Card>
  );
}

/** The scores are those of the whole organization, whoever reads them. */
export async function ScoresCard({ ctx }: Props) {
  const { days } = await readPostureTrend(ctx, trendDays);
  return (
    <Card title="Scores over time" aside={`${trendDays} days`}>
      <ScoreTrend days={days} label="Score by layer and day" />
    </Card>
  );
}

/** Their course over time is known for the whole organization only; who sees a part of it gets no course. */
export async function OpenFindingsCard({ ctx, posture }: Props & { posture: PostureSummary }) {
  const whole = seesAll(ctx);
  const days = whole ? (await readPostureTrend(ctx, trendDays)).days : [];
  return (
    <Card
      title={whole ? "Open findings by layer" : "Your open findings"}
      {...(whole ? { aside: `${trendDays} days` } : {})}
    >
      <SeverityBar counts={openBySeverity(posture)} hrefOf={(severity) => `/findings?severity=${severity}`} />
      {whole && (
        <TrendArea days={days} series={trendSeries(posture)} label="Open findings by layer and day" />
      )}
    </Card>
  );
}

const trendSeries = (posture: PostureSummary) =>
  posture.layers.map((summary) => ({
    key: summary.layer,
    title: layerTitles[summary.layer],
    color: `var(--color-layer-${summary.layer})`,
    count: toCell(summary).openCount,
    href: `/findings?layer=${summary.layer}`,
  }));

export async function OwnersCard({ ctx }: Props) {
  const whose = seesAll(ctx) ? "all" : "me";
  const work = await listWork(ctx, { whose, team: "" });
  return (
    <Card
      title="Who has what"
      aside={
        <Link href={`/remediation?whose=${whose}`} className={linkClass}>
          {work.overdueCount} overdue
        </Link>
      }
      bodyClassName="p-0"
    >
      <OwnerList work={work} whose={whose} />
    </Card>
  );
}

export async function ResponsibilityCard({ ctx }: Props) {
  const matrix = await listResponsibility(ctx, loadResponsibilityFilters({}));
  return (
    <Card
      title="Responsibility"
      aside={
        <Link href="/responsibility" className={linkClass}>
          {matrix.model.title}
        </Link>
      }
      bodyClassName="p-0"
    >
      <ResponsibilityPanel matrix={matrix} />
    </Card>
  );
}
