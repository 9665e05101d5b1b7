"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Cloud, FileClock } from "lucide-react";
import { useState } from "react";

import { ConnectionDetail, type ConnectorView } from "#lib/contract/connections.ts";

import { sendJson } from "../api/fetch-json.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { ConnectionFields } from "./connection-fields.tsx";
import { newDraft, toInput, type ConnectionDraft } from "./connection-form.ts";
import { SetupSteps } from "./setup-steps.tsx";

type Props = { connector: ConnectorView; onCreated: (id: string) => void };

/** What to create at the provider, then how Nacre gets in; or a recording instead of both. */
export function NewConnectionForm({ connector, onCreated }: Props) {
  const [draft, setDraft] = useState(() => newDraft(connector));
  const client = useQueryClient();
  const create = useMutation({
    meta: { showsErrors: true },
    mutationFn: () => sendJson("POST", "/api/v1/connections", toInput(connector.id, draft), ConnectionDetail),
    onSuccess: async ({ id }) => {
      onCreated(id);
      await client.invalidateQueries({ queryKey: ["connections"] });
    },
  });
  const isLive = draft.mode === "live";
  const accessStep = isLive ? 3 : 2;
  return (
    <>
      <div>
        <Segmented<ConnectionDraft["mode"]>
          label="What to read"
          value={draft.mode}
          onChange={(mode) =>
            setDraft({
              ...draft,
              mode,
              name: mode === "live" ? connector.title : `Recording of ${connector.title}`,
            })
          }
          options={[
            { value: "live", label: "The live cloud", icon: Cloud },
            { value: "replay", label: "A recording", icon: FileClock },
          ]}
        />
      </div>
      {isLive && (
        <Card title={`2. Create what Nacre needs in ${connector.title}`}>
          <SetupSteps steps={connector.setup} />
        </Card>
      )}
      <Card title={`${accessStep}. ${isLive ? "Give Nacre access" : "Choose the recording"}`}>
        <form
          className="flex max-w-xl flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <ConnectionFields connector={connector} draft={draft} onChange={setDraft} error={create.error} />
          {isLive && (
            <p className="text-xs text-muted">
              Secrets are sealed before they are stored, opened only by the worker, and never shown again.
            </p>
          )}
          <div>
            <Button type="submit" variant="primary" pending={create.isPending}>
              {isLive ? "Connect, check and sync" : "Connect and sync"}
            </Button>
          </div>
        </form>
      </Card>
    </>
  );
}
