"use client";
import type { ConnectorView } from "#lib/contract/connections.ts";

import { ApiError, messageOf } from "../api/api-error.ts";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import type { ConnectionDraft } from "./connection-form.ts";
import { CredentialFields, type StoredSecrets } from "./credential-fields.tsx";
import { RecordingFields } from "./recording-fields.tsx";
import { schedulesWith, toMinutes } from "./schedule.ts";

type Props = {
  connector: ConnectorView;
  draft: ConnectionDraft;
  onChange: (draft: ConnectionDraft) => void;
  error: unknown;
  storedSecrets?: StoredSecrets;
};

/** Name, access and schedule: the same for a new connection and for one that is changed. */
export function ConnectionFields({ connector, draft, onChange, error, storedSecrets = "none" }: Props) {
  const change = (part: Partial<ConnectionDraft>) => onChange({ ...draft, ...part });
  const refused = error instanceof ApiError ? error : null;
  return (
    <div className="flex flex-col gap-4">
      <Field label="Name" error={refused?.fieldMessage("name")}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={100}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      {draft.mode === "live" ? (
        <>
          <CredentialFields
            fields={connector.fields}
            values={draft.credentials}
            onChange={(credentials) => change({ credentials })}
            error={error}
            storedSecrets={storedSecrets}
          />
          <Field label="Sync">
            {(control) => (
              <Select
                {...control}
                value={draft.schedule}
                onChange={(schedule) => change({ schedule })}
                options={schedulesWith(toMinutes(draft.schedule))}
              />
            )}
          </Field>
        </>
      ) : (
        <RecordingFields
          connector={connector}
          value={draft.recording}
          onChange={(recording) => change({ recording })}
          error={error}
        />
      )}
      {error !== null && (refused?.fields.length ?? 0) === 0 && (
        <p role="alert" className="text-sm text-critical">
          {messageOf(error)}
        </p>
      )}
    </div>
  );
}
