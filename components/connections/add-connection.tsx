"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";

import { messageOf } from "../api/api-error.ts";
import { useCan } from "../shell/viewer.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { ChooseProvider } from "./choose-provider.tsx";
import { connectorsQuery } from "./connections-query.ts";
import { FirstSync } from "./first-sync.tsx";
import { NewConnectionForm } from "./new-connection-form.tsx";
import { newConnectionParsers } from "./new-connection-view.ts";

/** From nothing to the first things found, one step under the other. */
export function AddConnection() {
  const [{ provider, connection }, setStep] = useQueryStates(newConnectionParsers, { history: "push" });
  const canWrite = useCan("connection:write");
  const { data, error, refetch } = useQuery(connectorsQuery);
  const connector = data?.items.find(({ id }) => id === provider);
  return (
    <div className="max-w-4xl pb-10">
      <PageHeader
        title="Add a connection"
        crumbs={[{ label: "Connections", href: "/connections" }]}
        summary="Nacre reads configuration with a role that can change nothing. What it may not read is shown as unknown, never as safe."
      />
      {!canWrite && (
        <EmptyState title="Your role cannot add connections">
          Ask an administrator of your organization to add it.
        </EmptyState>
      )}
      {canWrite && (
        <div className="flex flex-col gap-4 px-4 sm:px-6">
          {error && !data && <ErrorState message={messageOf(error)} onRetry={() => void refetch()} />}
          {!data && !error && <SkeletonRows rows={4} label="Loading connectors" />}
          {data && connection === null && (
            <Card title="1. Where is it?">
              <ChooseProvider
                connectors={data.items}
                value={provider}
                onChange={(chosen) => void setStep({ provider: chosen })}
              />
            </Card>
          )}
          {connector && connection === null && (
            <NewConnectionForm
              key={connector.id}
              connector={connector}
              onCreated={(id) => void setStep({ connection: id })}
            />
          )}
          {connection !== null && <FirstSync connectionId={connection} />}
        </div>
      )}
    </div>
  );
}
