import { parseAsInteger, parseAsString, type inferParserType } from "nuqs/server";
import { z } from "zod";

import { pers } from "#lib/domain/connector.ts";
import { providers } from "#lib/domain/provider.ts";
import { unknownReasons } from "#lib/domain/unknown.ts";

export const syncStates = ["queued", "running", "complete", "partial", "failed", "cancelled"] as const;
export const collectionStates = [
  "pending",
  "running",
  "complete",
  "partial",
  "denied",
  "failed",
  "skipped",
] as const;

const time = z.iso.datetime();

/** Why something was not collected: the call that would tell, and the permission it needs. */
export const UnknownView = z.object({
  reason: z.enum(unknownReasons),
  call: z.string(),
  permission: z.string().nullable(),
  message: z.string(),
});

const SetupStepView = z.object({
  title: z.string(),
  text: z.string(),
  code: z.object({ language: z.string(), text: z.string() }).optional(),
});

export const CredentialFieldView = z.object({
  name: z.string(),
  title: z.string(),
  help: z.string(),
  /** Sealed at rest and never shown again. */
  secret: z.boolean(),
  required: z.boolean(),
  /** Only chooses what is read with the same access: it may change while stored secrets stay. */
  scope: z.boolean(),
  /** A file of many lines, such as a key in PEM. */
  document: z.boolean(),
});
export type CredentialFieldView = z.infer<typeof CredentialFieldView>;

export const ConnectorView = z.object({
  id: z.enum(providers),
  title: z.string(),
  fields: z.array(CredentialFieldView),
  /** What to create at the provider, with the least-privilege policy. */
  setup: z.array(SetupStepView),
  permissions: z.array(z.string()),
  collectors: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      per: z.enum(pers),
      permissions: z.array(z.string()),
    }),
  ),
  /** Recordings of the demo estate that come with Nacre: names for a replayed connection. */
  demoRecordings: z.array(z.string()),
});
export type ConnectorView = z.infer<typeof ConnectorView>;
export const ConnectorList = z.object({ items: z.array(ConnectorView) });

export const SyncView = z.object({
  id: z.string(),
  connectionId: z.string(),
  state: z.enum(syncStates),
  requestedBy: z.string(),
  queuedAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  cancelRequestedAt: time.nullable(),
  resourceCount: z.number(),
  changedCount: z.number(),
  removedCount: z.number(),
  callCount: z.number(),
  /** What went wrong, and what to do about it. */
  error: z.string().nullable(),
  remedy: z.string().nullable(),
});
export type SyncView = z.infer<typeof SyncView>;

export const CollectionRunView = z.object({
  id: z.string(),
  collectorId: z.string(),
  title: z.string(),
  account: z.string(),
  region: z.string().nullable(),
  state: z.enum(collectionStates),
  resourceCount: z.number(),
  callCount: z.number(),
  /** Records that did not fit their schema: skipped, and nothing is removed because of them. */
  unparsedCount: z.number(),
  unknown: UnknownView.nullable(),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
});
export type CollectionRunView = z.infer<typeof CollectionRunView>;

export const SyncDetail = SyncView.extend({
  endedCount: z.number(),
  totalCount: z.number(),
  collections: z.array(CollectionRunView),
});
export type SyncDetail = z.infer<typeof SyncDetail>;

export const SyncPage = z.object({ items: z.array(SyncView), nextCursor: z.string().nullable() });
export type SyncPage = z.infer<typeof SyncPage>;

export const syncFilterParsers = {
  connection: parseAsString.withDefault(""),
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(50),
};
export type SyncFilters = inferParserType<typeof syncFilterParsers>;

export const ConnectionView = z.object({
  id: z.string(),
  name: z.string(),
  connectorId: z.enum(providers),
  connectorTitle: z.string(),
  mode: z.enum(["live", "replay"]),
  syncEveryMinutes: z.number().nullable(),
  pausedAt: time.nullable(),
  createdAt: time,
  lastCompleteAt: time.nullable(),
  /** Accounts, subscriptions or projects it has read. */
  accounts: z.array(z.string()),
  resourceCount: z.number(),
  /** Collections by whether their newest run was complete: coverage is the first over both. */
  completeCount: z.number(),
  incompleteCount: z.number(),
  deniedCount: z.number(),
  lastSync: SyncView.nullable(),
});
export type ConnectionView = z.infer<typeof ConnectionView>;
export const ConnectionList = z.object({ items: z.array(ConnectionView) });

export const CollectionView = z.object({
  id: z.string(),
  collectorId: z.string(),
  title: z.string(),
  account: z.string(),
  region: z.string().nullable(),
  state: z.enum(collectionStates),
  resourceCount: z.number(),
  lastCompleteAt: time.nullable(),
  /** Not listed any more, and kept until a second complete sync agrees. */
  heldCount: z.number(),
  unknown: UnknownView.nullable(),
});
export type CollectionView = z.infer<typeof CollectionView>;

export const DeniedView = z.object({
  permission: z.string(),
  call: z.string(),
  message: z.string(),
  collections: z.array(z.string()),
});
export type DeniedView = z.infer<typeof DeniedView>;

export const ProbeView = z.object({
  permission: z.string(),
  collectorId: z.string(),
  title: z.string(),
  ok: z.boolean(),
  unknown: UnknownView.nullable(),
});
export type ProbeView = z.infer<typeof ProbeView>;

export const ProbeResult = z.object({
  /** `pending` until the worker has answered. */
  state: z.enum(["never", "pending", "done"]),
  requestedAt: time.nullable(),
  probedAt: time.nullable(),
  /** Why the connection could not even be opened. */
  error: z.string().nullable(),
  remedy: z.string().nullable(),
  probes: z.array(ProbeView),
});
export type ProbeResult = z.infer<typeof ProbeResult>;

export const ConnectionDetail = ConnectionView.extend({
  /** Credential fields that are not secret, and for a replay the recording's name. */
  config: z.record(z.string(), z.string()),
  hasSecrets: z.boolean(),
  collections: z.array(CollectionView),
  denied: z.array(DeniedView),
  /** What grants every denied permission, in the provider's own form. */
  setup: z.array(SetupStepView),
  probe: ProbeResult,
});
export type ConnectionDetail = z.infer<typeof ConnectionDetail>;

const name = z.string().trim().min(1, "Give the connection a name").max(100);
const syncEveryMinutes = z.number().int().min(15).max(10_080).nullable();
/** As long as the longest that a connector takes: a kubeconfig with its certificates. */
const credentials = z.record(z.string().max(64), z.string().max(200_000));
const recording = z.string().max(128);

export const ConnectionInput = z.discriminatedUnion("mode", [
  z.strictObject({
    mode: z.literal("live"),
    connectorId: z.enum(providers),
    name,
    credentials,
    syncEveryMinutes: syncEveryMinutes.default(360),
  }),
  z.strictObject({
    mode: z.literal("replay"),
    connectorId: z.enum(providers),
    name,
    /** `demo/<name>`, or `upload/<id>` of an uploaded recording. */
    recording,
    syncEveryMinutes: syncEveryMinutes.default(null),
  }),
]);
export type ConnectionInput = z.infer<typeof ConnectionInput>;

/**
 * Credentials replace all of those stored. A secret that is left out is kept while only fields of scope change, and must
 * be entered again with any other; an empty one is removed.
 */
export const ConnectionChange = z.strictObject({
  name: name.optional(),
  syncEveryMinutes: syncEveryMinutes.optional(),
  paused: z.boolean().optional(),
  credentials: credentials.optional(),
  recording: recording.optional(),
});
export type ConnectionChange = z.infer<typeof ConnectionChange>;

export const RecordingView = z.object({
  id: z.string(),
  /** What a connection names it by. */
  recording: z.string(),
  connectorId: z.enum(providers),
  name: z.string(),
  callCount: z.number(),
  sizeBytes: z.number(),
  createdAt: time,
});
export type RecordingView = z.infer<typeof RecordingView>;
export const RecordingList = z.object({ items: z.array(RecordingView) });
