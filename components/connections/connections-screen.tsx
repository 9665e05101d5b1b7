"use client";
import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import Link from "next/link";

import { messageOf } from "../api/api-error.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { connectionsQuery } from "./connections-query.ts";
import { coverageSentence } from "./estate-coverage.ts";

/** Whether everything is connected and complete. */
export function ConnectionsScreen() {
  const { data, isPending, error, refetch } = useQuery(connectionsQuery);
  const canSeeJobs = useCan("job:read");
  return (
    <div className="pb-10">
      <PageHeader
        title="Connections"
        summary={data && coverageSentence(data.items)}
        actions={
          <>
            {canSeeJobs && (
              <Button asChild>
                <Link href="/connections/jobs">Jobs</Link>
              </Button>
            )}
            <AddConnection />
          </>
        }
      />
      {isPending && <SkeletonRows rows={6} label="Loading connections" />}
      {error && !data && <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState icon={Plug} title="Nothing is connected yet" action={<AddConnection />}>
          Connect a cloud account with a read-only role, or replay the recorded demo estate to look around.
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <ul aria-label="Connections" className="grid gap-4 px-4 sm:px-6 md:grid-cols-2 xl:grid-cols-3">
          {data.items.map((connection) => (
            <ConnectionCard key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
    </div>
  );
}

function AddConnection() {
  if (!useCan("connection:write")) return null;
  return (
    <Button asChild variant="primary">
      <Link href="/connections/new">
        <Plus aria-hidden />
        Add a connection
      </Link>
    </Button>
  );
}
