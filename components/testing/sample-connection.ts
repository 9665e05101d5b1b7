import type {
  CollectionRunView,
  ConnectionDetail,
  ConnectionView,
  ConnectorView,
  SyncDetail,
  UnknownView,
} from "#lib/contract/connections.ts";
import type { z } from "zod";

/** A live connection that has synced once, and what was refused to it. */
export const sampleConnection = (overrides: Partial<ConnectionView> = {}): ConnectionView => ({
  id: "c1",
  name: "Production",
  connectorId: "aws",
  connectorTitle: "Amazon Web Services",
  mode: "live",
  syncEveryMinutes: 360,
  pausedAt: null,
  createdAt: "2026-01-01T00:00:00Z",
  lastCompleteAt: null,
  accounts: ["111122223333"],
  resourceCount: 1234,
  completeCount: 8,
  incompleteCount: 2,
  deniedCount: 1,
  lastSync: sampleSync(),
  ...overrides,
});

export const sampleSync = (overrides: Partial<SyncDetail> = {}): SyncDetail => ({
  id: "s1",
  connectionId: "c1",
  state: "partial",
  requestedBy: "schedule",
  queuedAt: "2026-03-01T00:00:00Z",
  startedAt: "2026-03-01T00:00:01Z",
  finishedAt: "2026-03-01T00:01:00Z",
  cancelRequestedAt: null,
  resourceCount: 1234,
  changedCount: 2,
  removedCount: 0,
  callCount: 5678,
  error: null,
  remedy: null,
  endedCount: 3,
  totalCount: 10,
  collections: [],
  ...overrides,
});

export const sampleUnknown: z.infer<typeof UnknownView> = {
  reason: "denied",
  call: "s3:GetBucketPolicy",
  permission: "s3:GetBucketPolicy",
  message: "Not authorized.",
};

/** A connector with one plain and one secret field. */
export const sampleConnector = (overrides: Partial<ConnectorView> = {}): ConnectorView => ({
  id: "aws",
  title: "Amazon Web Services",
  fields: [
    {
      name: "roleArn",
      title: "Role",
      help: "The role Nacre assumes.",
      secret: false,
      scope: false,
      document: false,
      required: true,
    },
    {
      name: "externalId",
      title: "External id",
      help: "Agreed in the role.",
      secret: true,
      scope: false,
      document: false,
      required: false,
    },
    {
      name: "key",
      title: "Key file",
      help: "The JSON of the key.",
      secret: true,
      scope: false,
      document: true,
      required: false,
    },
  ],
  setup: [
    { title: "Create a role", text: "With this policy.", code: { language: "json", text: "{}" } },
    { title: "Note its name", text: "It is asked for below." },
  ],
  permissions: ["s3:GetBucketPolicy"],
  collectors: [],
  demoRecordings: ["demo/aws", "demo/aws.fixed"],
  ...overrides,
});

/** The same connection as its own page shows it. */
export const sampleConnectionDetail = (overrides: Partial<ConnectionDetail> = {}): ConnectionDetail => ({
  ...sampleConnection(),
  config: { roleArn: "arn:aws:iam::111122223333:role/nacre" },
  hasSecrets: true,
  collections: [],
  denied: [],
  setup: [],
  probe: { state: "never", requestedAt: null, probedAt: null, error: null, remedy: null, probes: [] },
  ...overrides,
});

/** One run of a collection in a sync. */
export const sampleRun = (overrides: Partial<CollectionRunView> = {}): CollectionRunView => ({
  id: "run1",
  collectorId: "s3",
  title: "Buckets",
  account: "111122223333",
  region: null,
  state: "complete",
  resourceCount: 5,
  callCount: 7,
  unparsedCount: 0,
  unknown: null,
  startedAt: "2026-03-01T00:00:01Z",
  finishedAt: "2026-03-01T00:00:02Z",
  ...overrides,
});
