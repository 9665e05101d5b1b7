"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";

import type { ConnectionDetail } from "#lib/contract/connections.ts";
import { counted } from "#lib/domain/counted.ts";

import { Card } from "../ui/card.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { CollectionsTable } from "./collections-table.tsx";
import { ConnectionActions } from "./connection-actions.tsx";
import { ConnectionBadges } from "./connection-badges.tsx";
import { ConnectionFacts } from "./connection-facts.tsx";
import { Coverage } from "./coverage.tsx";
import { connectionQuery } from "./connections-query.ts";
import { DeniedList } from "./denied-list.tsx";
import { PermissionCheck } from "./permission-check.tsx";
import { SetupSteps } from "./setup-steps.tsx";
import { isUnderWay } from "./sync-look.ts";
import { SyncProblem } from "./sync-problem.tsx";
import { SyncProgress } from "./sync-progress.tsx";
import { SyncsList } from "./syncs-list.tsx";

const tabs = ["collections", "syncs", "permissions"] as const;
type Tab = (typeof tabs)[number];

/** One connection: what it reads, how complete that is, and what stands in the way. */
export function ConnectionScreen({ id }: { id: string }) {
  const { data: connection } = useQuery(connectionQuery(id));
  return connection ? <Body connection={connection} /> : null;
}

function Body({ connection }: { connection: ConnectionDetail }) {
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(tabs).withDefault("collections"));
  const { id, name, connectorId, lastSync, denied, collections, setup } = connection;
  return (
    <div className="pb-10">
      <PageHeader
        title={name}
        crumbs={[{ label: "Connections", href: "/connections" }]}
        summary={<ConnectionBadges connection={connection} />}
        actions={<ConnectionActions connection={connection} />}
      />
      <div className="grid items-start gap-4 px-4 sm:px-6 lg:grid-cols-2">
        <Card title="About">
          <ConnectionFacts connection={connection} />
        </Card>
        <Card title={lastSync && isUnderWay(lastSync.state) ? "Sync under way" : "Coverage"}>
          {lastSync && isUnderWay(lastSync.state) ? (
            <SyncProgress syncId={lastSync.id} detailed />
          ) : (
            <div className="flex flex-col gap-3">
              {lastSync && <SyncProblem sync={lastSync} />}
              <Coverage connection={connection} />
              {collections.length === 0 && (
                <p className="text-sm text-muted">Nothing has been read yet. Sync it to see what is there.</p>
              )}
            </div>
          )}
        </Card>
        {denied.length > 0 && (
          <div id="denied" className="scroll-mt-4 lg:col-span-2">
            <Card title="Denied" aside={counted(denied.length, "permission")}>
              <DeniedList provider={connectorId} denied={denied} />
            </Card>
          </div>
        )}
      </div>
      <Tabs<Tab>
        className="mt-5"
        label="About this connection"
        value={tab}
        onChange={(id) => void setTab(id)}
        tabs={[
          {
            id: "collections",
            label: "Collections",
            count: collections.length,
            content: <CollectionsTable collections={collections} />,
          },
          { id: "syncs", label: "Past syncs", content: <SyncsList connectionId={id} /> },
          {
            id: "permissions",
            label: "Permissions and setup",
            content: (
              <div className="flex max-w-4xl flex-col gap-6 px-4 py-4 sm:px-6">
                <PermissionCheck connectionId={id} provider={connectorId} />
                <SetupSteps steps={setup} />
              </div>
            ),
          },
        ]}
      />
    </div>
  );
}
