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
  OwnersCard,
  ResponsibilityCard,
  TrendCard,
} from "./panels.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const ctx = await pageContext();
  const posture = await summarizePosture(ctx);
  if (posture.evaluatedAt === null) return <NothingYet />;
  const waiting = <SkeletonRows rows={4} />;
  return (
    <div className="pb-10">
      <PageHeader
        title="Overview"
        summary={
          <>
            Posture by layer, evaluated <RelativeTime at={posture.evaluatedAt} />.
          </>
        }
      />
      <div className="flex flex-col gap-4 px-4 sm:px-6">
        <EstatePanel posture={posture} />
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
          <Suspense fallback={waiting}>
            <IssuesCard ctx={ctx} />
          </Suspense>
          <div className="flex flex-col gap-4">
            <Suspense fallback={waiting}>
              <FixPlanCard ctx={ctx} />
            </Suspense>
            <Suspense fallback={waiting}>
              <ChangesCard ctx={ctx} />
            </Suspense>
          </div>
        </div>
        <Suspense fallback={waiting}>
          <TrendCard ctx={ctx} posture={posture} />
        </Suspense>
        <div className="grid gap-4 lg:grid-cols-2">
          <Suspense fallback={waiting}>
            <OwnersCard ctx={ctx} />
          </Suspense>
          <Suspense fallback={waiting}>
            <ResponsibilityCard ctx={ctx} />
          </Suspense>
        </div>
      </div>
    </div>
  );
}

const NothingYet = () => (
  <>
    <PageHeader title="Overview" />
    <EmptyState
      icon={Plug}
      title="Nothing has been evaluated yet"
      action={
        <Button variant="primary" asChild>
          <Link href="/connections">Go to connections</Link>
        </Button>
      }
    >
      Connect a cloud account and let its first sync end; then every layer has a score here.
    </EmptyState>
  </>
);
