"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { debounce, useQueryStates } from "nuqs";
import { useDeferredValue } from "react";

import type { AuditEntryView } from "#lib/contract/audit.ts";

import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { auditViewParsers } from "./audit-view.ts";
import { AuditVerify } from "./audit-verify.tsx";
import { NotLoaded } from "./not-loaded.tsx";
import { PlainTable, type PlainColumn } from "./plain-table.tsx";
import { Section } from "./section.tsx";
import { auditQuery } from "./settings-query.ts";

const columns: readonly PlainColumn<AuditEntryView>[] = [
  {
    header: "When",
    cell: ({ at, sequence }) => (
      <div className="whitespace-nowrap">
        <RelativeTime at={at} />
        <div className="font-mono text-xs text-muted">#{sequence}</div>
      </div>
    ),
  },
  { header: "Who", wideOnly: true, cell: ({ actor }) => <span className="wrap-anywhere">{actor.name}</span> },
  {
    header: "What",
    cell: ({ action, actor, before, after }) => (
      <div className="min-w-0">
        <code className="font-mono text-xs font-medium">{action}</code>
        <div className="text-xs text-muted sm:hidden">{actor.name}</div>
        <Change before={before} after={after} />
      </div>
    ),
  },
  {
    header: "On",
    wideOnly: true,
    cell: ({ subject }) => (
      <span className="text-muted" title={subject.id}>
        {subject.type} <span className="font-mono text-xs">…{subject.id.slice(-6)}</span>
      </span>
    ),
  },
];

export function AuditLog() {
  const [{ action, who }, setView] = useQueryStates(auditViewParsers, { limitUrlUpdates: debounce(300) });
  const search = { action: useDeferredValue(action.trim()), actor: useDeferredValue(who.trim()) };
  const query = useInfiniteQuery(auditQuery(search));
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const entries = data?.pages.flatMap(({ items }) => items);
  return (
    <Section
      title="Audit log"
      summary="Every change, in the transaction that made it. Each entry carries a hash over itself and the one before, so that nothing can be changed or left out unnoticed."
      action={<AuditVerify />}
    >
      <div className="mb-4 grid max-w-lg items-start gap-3 sm:grid-cols-2">
        <Field label="Action" help="Whole, or only its first word.">
          {(control) => (
            <Input
              {...control}
              value={action}
              onChange={(event) => void setView({ action: event.target.value })}
              placeholder="connection.create"
            />
          )}
        </Field>
        <Field label="Who">
          {(control) => (
            <Input
              {...control}
              value={who}
              onChange={(event) => void setView({ who: event.target.value })}
              placeholder="Name"
            />
          )}
        </Field>
      </div>
      {entries ? <Entries entries={entries} /> : <NotLoaded query={query} label="Loading the audit log" />}
      {hasNextPage && (
        <Button className="mt-3" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      )}
    </Section>
  );
}

const Entries = ({ entries }: { entries: readonly AuditEntryView[] }) =>
  entries.length === 0 ? (
    <EmptyState icon={ScrollText} title="Nothing matches">
      Write an action like <code>person.invite</code>, or only its first word.
    </EmptyState>
  ) : (
    <PlainTable label="Audit log" rows={entries} rowId={({ id }) => id} columns={columns} />
  );

function Change({ before, after }: { before: unknown; after: unknown }) {
  if (before === null && after === null) return null;
  return (
    <details className="text-xs text-muted">
      <summary className="cursor-pointer py-0.5 hover:text-text">Details</summary>
      <pre className="scroll-thin mt-1 max-h-48 max-w-[70vw] overflow-auto rounded-sm bg-sunken p-2 font-mono whitespace-pre-wrap wrap-anywhere sm:max-w-md">
        {before !== null && `before ${JSON.stringify(before, null, 2)}\n`}
        {after !== null && `after ${JSON.stringify(after, null, 2)}`}
      </pre>
    </details>
  );
}
