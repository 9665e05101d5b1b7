import { Plug } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";

import { EstatePanel } from "#components/overview/estate-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { pageContext } from "#lib/access/page-context.ts";
import { summarizePosture } from "#lib/posture/summarize-posture.ts";
import {
  ChangesCard,
  FixPlanCard,
  IssuesCard,
  OpenFindingsCard,
  OwnersCard,
  ResponsibilityCard,
  ScoresCard,
} from "./panels.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const ctx = await pageContext();
  const posture = await summarizePosture(ctx);
  if (posture.evaluatedAt === null)
    return <NothingYet canConnect={ctx.permissions.has("connection:write")} />;
  const seesAll = ctx.permissions.has("work:read-all");
  const waiting = <SkeletonRows rows={4} />;
  return (
    <div className="pb-10">
      <PageHeader
        title="Overview"
        summary={<Summary evaluatedAt={posture.evaluatedAt} seesAll={seesAll} />}
      />
      <div className="flex flex-col gap-4 px-4 sm:px-6">
        <EstatePanel posture={posture} isOwn={!seesAll} />
        <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className={columnClass}>
            <Suspense fallback={waiting}>
              <IssuesCard ctx={ctx} />
            </Suspense>
            <Suspense fallback={waiting}>
              <ChangesCard ctx={ctx} />
            </Suspense>
          </div>
          <div className={columnClass}>
            <Suspense fallback={waiting}>
              <FixPlanCard ctx={ctx} />
            </Suspense>
            <Suspense fallback={waiting}>
              <OwnersCard ctx={ctx} />
            </Suspense>
            <Suspense fallback={waiting}>
              <ResponsibilityCard ctx={ctx} />
            </Suspense>
          </div>
        </div>
        <div className="grid gap-4 lg:grid-cols-2">
          <Suspense fallback={waiting}>
            <ScoresCard ctx={ctx} />
          </Suspense>
          <Suspense fallback={waiting}>
            <OpenFindingsCard ctx={ctx} posture={posture} />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

/** The last card of each column takes what is left, so that both end on one line. */
const columnClass = "flex min-w-0 flex-col gap-4 [&>:last-child]:grow";

const Summary = ({ evaluatedAt, seesAll }: { evaluatedAt: string; seesAll: boolean }) => (
  <>
    {seesAll
      ? "Posture by layer"
      : "Scores and coverage of the whole organization; issues and findings of you and your teams"}
    , evaluated <RelativeTime at={evaluatedAt} />.
  </>
);

const NothingYet = ({ canConnect }: { canConnect: boolean }) => (
  <>
    <PageHeader title="Overview" />
    <EmptyState
      icon={Plug}
      title="Nothing has been evaluated yet"
      action={
        canConnect && (
          <Button variant="primary" asChild>
            <Link href="/connections">Go to connections</Link>
          </Button>
        )
      }
    >
      {canConnect
        ? "Connect a cloud account and let its first sync end; then every layer has a score here."
        : "Once an administrator has connected a cloud account and its first sync has ended, every layer has a score here."}
    </EmptyState>
  </>
);
