"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";

import type { ConnectionDetail, ConnectorView } from "#lib/contract/connections.ts";

import { messageOf } from "../api/api-error.ts";
import { send } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { ConnectionFields } from "./connection-fields.tsx";
import { draftOf, needsSecretsAgain, toChange } from "./connection-form.ts";
import { connectionQuery, connectorsQuery } from "./connections-query.ts";
import type { StoredSecrets } from "./credential-fields.tsx";

type Props = { connectionId: string; open: boolean; onOpenChange: (open: boolean) => void };

export function EditConnectionDialog({ connectionId, open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Edit the connection" wide>
      {open && <Loaded connectionId={connectionId} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function Loaded({ connectionId, onDone }: { connectionId: string; onDone: () => void }) {
  const connection = useQuery(connectionQuery(connectionId));
  const connectors = useQuery(connectorsQuery);
  const error = connection.error ?? connectors.error;
  if (error) return <ErrorState message={messageOf(error)} />;
  const connector = connectors.data?.items.find(({ id }) => id === connection.data?.connectorId);
  if (!connection.data || !connector) return <SkeletonRows rows={4} label="Loading the connection" />;
  return <EditForm connection={connection.data} connector={connector} onDone={onDone} />;
}

type FormProps = { connection: ConnectionDetail; connector: ConnectorView; onDone: () => void };

function EditForm({ connection, connector, onDone }: FormProps) {
  const [draft, setDraft] = useState(() => draftOf(connection));
  const client = useQueryClient();
  const change = toChange(connection, draft, connector.fields);
  const needsAgain = needsSecretsAgain(connector.fields, connection, draft);
  const changesAccess = change.credentials !== undefined || change.recording !== undefined;
  const save = useMutation({
    meta: { showsErrors: true },
    mutationFn: async () => {
      await send("PATCH", `/api/v1/connections/${connection.id}`, change);
      if (changesAccess && connection.pausedAt === null)
        await send("POST", `/api/v1/connections/${connection.id}/sync`);
    },
    onSuccess: async () => {
      toast.success(changesAccess ? "Saved; a sync with the new access has begun" : "Saved");
      onDone();
      const keys = [["connections"], ["connection", connection.id], ["probe", connection.id]];
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <ConnectionFields
        connector={connector}
        draft={draft}
        onChange={setDraft}
        error={save.error}
        storedSecrets={storedSecretsOf(connection.hasSecrets, needsAgain)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          disabled={Object.keys(change).length === 0}
          pending={save.isPending}
        >
          Save
        </Button>
      </div>
    </form>
  );
}

function storedSecretsOf(hasSecrets: boolean, needsAgain: boolean): StoredSecrets {
  if (!hasSecrets) return "none";
  return needsAgain ? "entered-again" : "kept";
}
