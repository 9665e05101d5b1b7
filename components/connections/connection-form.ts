import type {
  ConnectionChange,
  ConnectionDetail,
  ConnectionInput,
  ConnectorView,
  CredentialFieldView,
} from "#lib/contract/connections.ts";
import { providerTitles, type Provider } from "#lib/domain/provider.ts";

import { toMinutes, toSchedule } from "./schedule.ts";

/** What the forms for a new and for a known connection hold. */
export type ConnectionDraft = {
  mode: ConnectionInput["mode"];
  name: string;
  schedule: string;
  credentials: Readonly<Record<string, string>>;
  recording: string;
};

export const newDraft = ({ id, demoRecordings }: ConnectorView): ConnectionDraft => ({
  mode: "live",
  name: providerTitles[id],
  schedule: "360",
  credentials: {},
  recording: demoRecordings[0] ?? "",
});

export const draftOf = ({ mode, name, syncEveryMinutes, config }: ConnectionDetail): ConnectionDraft => ({
  mode,
  name,
  schedule: toSchedule(syncEveryMinutes),
  credentials: mode === "live" ? config : {},
  recording: config["recording"] ?? "",
});

export function toInput(connectorId: Provider, draft: ConnectionDraft): ConnectionInput {
  const { mode, name, credentials, recording } = draft;
  if (mode === "replay") return { mode, connectorId, name, recording, syncEveryMinutes: null };
  return { mode, connectorId, name, credentials, syncEveryMinutes: toMinutes(draft.schedule) };
}

/**
 * Only what changed. Of the credentials all that is shown goes, and a secret only if it was entered or is removed: the
 * server keeps what is stored as long as it goes nowhere new.
 */
export function toChange(
  before: ConnectionDetail,
  draft: ConnectionDraft,
  fields: readonly CredentialFieldView[],
): ConnectionChange {
  const known = draftOf(before);
  const names = new Set([...Object.keys(known.credentials), ...Object.keys(draft.credentials)]);
  const credentialsChanged =
    [...names].some((name) => (known.credentials[name] ?? "") !== (draft.credentials[name] ?? "")) ||
    (before.hasSecrets && fields.some((field) => isRemoved(field, draft.credentials)));
  return {
    ...(draft.name === known.name ? {} : { name: draft.name }),
    ...(draft.schedule === known.schedule ? {} : { syncEveryMinutes: toMinutes(draft.schedule) }),
    ...(draft.mode === "replay" && draft.recording !== known.recording ? { recording: draft.recording } : {}),
    ...(draft.mode === "live" && credentialsChanged ? { credentials: draft.credentials } : {}),
  };
}

/** A secret is named and empty only where somebody asked to remove the stored one. */
export const isRemoved = (
  { name, secret }: CredentialFieldView,
  credentials: ConnectionDraft["credentials"],
): boolean => secret && credentials[name] === "";

/** Whether what changed says who Nacre is or whom it asks, so that stored secrets must be entered again. */
export const needsSecretsAgain = (
  fields: readonly CredentialFieldView[],
  before: ConnectionDetail,
  { credentials }: ConnectionDraft,
): boolean =>
  before.hasSecrets &&
  fields.some(
    ({ name, secret, scope }) =>
      !secret && !scope && (before.config[name] ?? "") !== (credentials[name] ?? "").trim(),
  );

/** How the form names a demo recording: `demo/aws.fixed` is the estate after its owners acted. */
export function demoTitle(recording: string): string {
  const [, variant] = recording.split(".");
  if (variant === undefined) return "Demo estate";
  return variant === "fixed" ? "Demo estate, after the fixes" : `Demo estate, ${variant}`;
}
