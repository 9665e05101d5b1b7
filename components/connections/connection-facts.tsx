import Link from "next/link";

import type { ConnectionDetail } from "#lib/contract/connections.ts";

import { DefinitionList } from "../ui/definition-list.tsx";
import { plainWords } from "../inventory/plain-words.ts";
import { RelativeTime } from "../ui/relative-time.tsx";
import { AccountList } from "./account-list.tsx";
import { NextSync } from "./next-sync.tsx";
import { nextSyncAt, schedulesWith, toSchedule } from "./schedule.ts";

/** What it reads, how often, and what is configured, under the names its own form has. */
export function ConnectionFacts({ connection }: { connection: ConnectionDetail }) {
  const { accounts, config, hasSecrets, lastCompleteAt, syncEveryMinutes, resourceCount } = connection;
  const next = nextSyncAt(connection);
  const schedule = schedulesWith(syncEveryMinutes).find(
    ({ value }) => value === toSchedule(syncEveryMinutes),
  );
  const mono = (text: string) => <span className="font-mono text-xs break-all">{text}</span>;
  return (
    <DefinitionList
      items={[
        { term: "Accounts", value: <AccountList accounts={accounts} /> },
        {
          term: "Resources",
          value: (
            <Link
              href={`/inventory?connection=${connection.id}`}
              className="-my-0.5 inline-flex min-h-6 items-center text-accent-text hover:underline"
            >
              {resourceCount.toLocaleString("en")}
            </Link>
          ),
        },
        { term: "Last complete", value: lastCompleteAt ? <RelativeTime at={lastCompleteAt} /> : "Never" },
        { term: "Schedule", value: schedule?.label ?? "" },
        ...(next ? [{ term: "Next sync", value: <NextSync at={next} /> }] : []),
        ...Object.entries(config).map(([name, value]) => ({
          id: `config.${name}`,
          term: plainWords(name),
          hint: name,
          value: mono(value),
        })),
        ...(hasSecrets ? [{ term: "Secrets", value: "Sealed; shown to nobody" }] : []),
        { term: "Added", value: <RelativeTime at={connection.createdAt} /> },
      ]}
    />
  );
}
