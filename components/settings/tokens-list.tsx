"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";

import type { TokenView } from "#lib/contract/access.ts";

import { send } from "../api/fetch-json.ts";
import { useCan } from "../shell/viewer.tsx";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { NotLoaded } from "./not-loaded.tsx";
import { PlainTable, type PlainColumn } from "./plain-table.tsx";
import { Section } from "./section.tsx";
import { tokensQuery } from "./settings-query.ts";
import { TokenDialog } from "./token-dialog.tsx";

const stateLooks = {
  active: { look: "good", label: "Active" },
  expired: { look: "idle", label: "Expired" },
  revoked: { look: "bad", label: "Revoked" },
} as const;

const columns: readonly PlainColumn<TokenView>[] = [
  {
    header: "Token",
    cell: ({ name, prefix, person }) => (
      <div className="min-w-0">
        <div className="font-medium wrap-anywhere">{name}</div>
        <div className="text-xs text-muted">
          <code className="font-mono">{prefix}…</code> · {person.name}
        </div>
      </div>
    ),
  },
  {
    header: "May",
    wideOnly: true,
    cell: ({ scopes }) => (
      <span title={scopes.join(", ")} className="text-muted">
        {scopes.length === 1 ? scopes[0] : `${scopes.length} permissions`}
      </span>
    ),
  },
  { header: "State", cell: ({ state }) => <StatusBadge {...stateLooks[state]} /> },
  {
    header: "Expires",
    wideOnly: true,
    cell: ({ expiresAt }) => <RelativeTime at={expiresAt} className="text-muted" />,
  },
  {
    header: "Last used",
    wideOnly: true,
    cell: ({ usedAt }) =>
      usedAt ? (
        <RelativeTime at={usedAt} className="text-muted" />
      ) : (
        <span className="text-muted">Never</span>
      ),
  },
];

export function TokensList() {
  const mayChange = useCan("token:write");
  const query = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const actions: PlainColumn<TokenView> = {
    header: "Actions",
    hideHeader: true,
    cell: (token) => (token.state === "active" ? <Revoke token={token} /> : null),
  };
  const shown = mayChange ? [...columns, actions] : columns;
  return (
    <Section
      title="API tokens"
      summary={
        <>
          For scripts and pipelines. A token may do what it was given of what its person may do. The API is
          described at{" "}
          <Link href="/api/v1/docs" prefetch={false} className="underline underline-offset-2 hover:text-text">
            /api/v1/docs
          </Link>
          .
        </>
      }
      action={
        mayChange && (
          <Button variant="primary" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            New token
          </Button>
        )
      }
    >
      {query.data ? (
        <TokensTable data={query.data.items} columns={shown} />
      ) : (
        <NotLoaded query={query} label="Loading tokens" rows={3} />
      )}
      {creating && (
        <TokenDialog
          onClose={() => setCreating(false)}
          onCreated={(made) => {
            setCreating(false);
            setSecret(made);
          }}
        />
      )}
      <Dialog
        open={secret !== null}
        onOpenChange={(open) => !open && setSecret(null)}
        wide
        title="Copy the token now"
        description="It is shown only this once; Nacre keeps a hash of it."
        footer={
          <Button variant="primary" onClick={() => setSecret(null)}>
            Done
          </Button>
        }
      >
        {secret && <CodeBlock code={secret} language="text" label="API token" />}
      </Dialog>
    </Section>
  );
}

type TableProps = { data: TokenView[]; columns: readonly PlainColumn<TokenView>[] };

function TokensTable({ data, columns: shown }: TableProps) {
  if (data.length === 0)
    return (
      <EmptyState icon={KeyRound} title="No tokens yet">
        Make one to use the API from a script.
      </EmptyState>
    );
  return <PlainTable label="API tokens" rows={data} rowId={({ id }) => id} columns={shown} />;
}

function Revoke({ token: { id, name } }: { token: TokenView }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const revoke = useMutation({
    mutationFn: () => send("DELETE", `/api/v1/tokens/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["tokens"] }),
    onSettled: () => setOpen(false),
  });
  return (
    <>
      <Button size="sm" aria-label={`Revoke ${name}`} onClick={() => setOpen(true)}>
        Revoke
      </Button>
      <Confirm
        open={open}
        onOpenChange={setOpen}
        title={`Revoke ${name}?`}
        action="Revoke"
        danger
        pending={revoke.isPending}
        onConfirm={() => revoke.mutate()}
      >
        Whatever uses it is refused from the next request on. This cannot be undone.
      </Confirm>
    </>
  );
}
