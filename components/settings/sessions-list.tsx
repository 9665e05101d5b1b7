"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import type { SessionView } from "#lib/contract/access.ts";

import { send } from "../api/fetch-json.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { describeBrowser } from "./describe-browser.ts";
import { NotLoaded } from "./not-loaded.tsx";
import { PasswordForm } from "./password-form.tsx";
import { PlainTable, type PlainColumn } from "./plain-table.tsx";
import { Section } from "./section.tsx";
import { sessionsQuery } from "./settings-query.ts";

const columns: readonly PlainColumn<SessionView>[] = [
  {
    header: "Session",
    cell: ({ userAgent, address, person, current }) => (
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2 font-medium" title={userAgent}>
          {describeBrowser(userAgent)}
          {current && <Badge tone="accent">This one</Badge>}
        </div>
        <div className="text-xs text-muted">
          {person.name} · <span className="font-mono">{address}</span>
        </div>
      </div>
    ),
  },
  {
    header: "Signed in",
    wideOnly: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} className="text-muted" />,
  },
  { header: "Last used", cell: ({ seenAt }) => <RelativeTime at={seenAt} className="text-muted" /> },
  {
    header: "Actions",
    hideHeader: true,
    cell: (session) => (session.current ? null : <EndSession session={session} />),
  },
];

export function SessionsList() {
  const query = useQuery(sessionsQuery);
  const { data } = query;
  return (
    <>
      <Section
        title="Sessions"
        summary="Where you are signed in; for administrators, where anybody is. A session ends by itself after 2 idle hours or 12 hours in all."
      >
        {data ? (
          <PlainTable label="Sessions" rows={data.items} rowId={({ id }) => id} columns={columns} />
        ) : (
          <NotLoaded query={query} label="Loading sessions" rows={3} />
        )}
      </Section>
      <PasswordForm />
    </>
  );
}

function EndSession({ session: { id, userAgent, person } }: { session: SessionView }) {
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/session/all/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["sessions"] }),
  });
  return (
    <Button
      size="sm"
      pending={end.isPending}
      aria-label={`End ${person.name}'s session in ${describeBrowser(userAgent)}`}
      onClick={() => end.mutate()}
    >
      End
    </Button>
  );
}
