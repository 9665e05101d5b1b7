"use client";
import Link from "next/link";

import type { ConnectionView } from "#lib/contract/connections.ts";

import { DefinitionList, type Definition } from "../ui/definition-list.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { AccountsInShort } from "./account-list.tsx";
import { ConnectionActions } from "./connection-actions.tsx";
import { ConnectionBadges } from "./connection-badges.tsx";
import { Coverage } from "./coverage.tsx";
import { NextSync } from "./next-sync.tsx";
import { nextSyncAt } from "./schedule.ts";
import { isUnderWay } from "./sync-look.ts";
import { SyncProblem } from "./sync-problem.tsx";
import { SyncProgress } from "./sync-progress.tsx";
import { SyncStatus } from "./sync-status.tsx";

/** One connection: whether it is complete, when it was last, and what is under way. */
export function ConnectionCard({ connection }: { connection: ConnectionView }) {
  const { id, name, lastSync } = connection;
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <Link
            href={`/connections/${id}`}
            className="inline-flex min-h-6 max-w-full items-center text-sm font-semibold hover:underline"
          >
            <span className="truncate">{name}</span>
          </Link>
          <ConnectionBadges connection={connection} />
        </div>
        <ConnectionActions connection={connection} />
      </div>
      <DefinitionList items={factsOf(connection)} />
      {lastSync && isUnderWay(lastSync.state) ? (
        <SyncProgress syncId={lastSync.id} />
      ) : (
        <>
          <Coverage connection={connection} />
          {lastSync && <SyncProblem sync={lastSync} />}
        </>
      )}
    </li>
  );
}

function factsOf(connection: ConnectionView): Definition[] {
  const { id, lastSync, lastCompleteAt, resourceCount } = connection;
  return [
    { term: "Accounts", value: <AccountsInShort accounts={connection.accounts} /> },
    {
      term: "Last sync",
      value: lastSync ? (
        <span className="flex flex-wrap items-center gap-x-2">
          <SyncStatus state={lastSync.state} />
          <RelativeTime at={lastSync.finishedAt ?? lastSync.queuedAt} className="text-muted" />
        </span>
      ) : (
        "Never"
      ),
    },
    { term: "Last complete", value: lastCompleteAt ? <RelativeTime at={lastCompleteAt} /> : "Never" },
    { term: "Next sync", value: <NextSync at={nextSyncAt(connection)} /> },
    {
      term: "Resources",
      value: (
        <Link
          href={`/inventory?connection=${id}`}
          className="-my-0.5 inline-flex min-h-6 items-center text-accent-text hover:underline"
        >
          {resourceCount.toLocaleString("en")}
        </Link>
      ),
    },
  ];
}
