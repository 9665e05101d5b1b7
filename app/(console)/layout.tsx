import { History } from "lucide-react";
import type { ReactNode } from "react";

import { Shell } from "#components/shell/shell.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { lastSyncAt } from "#lib/access/last-sync.ts";
import { historyStart } from "#lib/access/moment.ts";
import { pageMoment, signedInPerson } from "#lib/access/page-context.ts";
import { viewerOf } from "#lib/access/viewer.ts";
import { isReading } from "#lib/domain/permission.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [person, { ctx, at, refusal }] = await Promise.all([signedInPerson(), pageMoment()]);
  const [viewer, start, lastSync] = await Promise.all([
    viewerOf(person),
    historyStart(ctx),
    lastSyncAt(ctx, new Date()),
  ]);
  const moment = {
    at,
    from: start?.toISOString() ?? null,
    lastSyncAt: lastSync?.toISOString() ?? null,
  };
  // Nothing is changed in the past, so nothing is offered there.
  const seen = at === null ? viewer : { ...viewer, permissions: viewer.permissions.filter(isReading) };
  return (
    <Shell viewer={seen} moment={moment}>
      {refusal === null ? children : <NoHistory reason={refusal} />}
    </Shell>
  );
}

const now = "/overview";

const NoHistory = ({ reason }: { reason: string }) => (
  <EmptyState
    isPage
    icon={History}
    title="There is no history of this moment"
    action={
      <Button asChild>
        {/* A page of its own, so that nothing of the past stays in it. */}
        <a href={now}>Back to now</a>
      </Button>
    }
  >
    {reason}
  </EmptyState>
);
