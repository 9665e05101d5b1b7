import type { RelationshipView, ResourceDetail, ResourceView } from "#lib/contract/inventory.ts";

const sampleView: ResourceView = {
  id: "r1",
  key: "arn:aws:s3:::claims",
  name: "claims",
  type: "aws.s3.bucket",
  typeTitle: "S3 bucket",
  class: "data-store",
  layer: "data",
  provider: "aws",
  account: "111122223333",
  region: null,
  exposure: null,
  sensitivity: null,
  privilege: null,
  unknownCount: 0,
  firstSeenAt: "2026-01-01T00:00:00Z",
  changedAt: "2026-01-01T00:00:00Z",
  removedAt: null,
};
/** A bucket as a row of the inventory. */
export const sampleResource = (overrides: Partial<ResourceView> = {}): ResourceView => ({
  ...sampleView,
  ...overrides,
});

/** The same bucket as its own page shows it. */
export const sampleResourceDetail = (overrides: Partial<ResourceDetail> = {}): ResourceDetail => ({
  ...sampleView,
  tags: {},
  properties: {},
  facets: {},
  unknown: [],
  derived: {},
  relationships: [],
  mentioned: [],
  source: {
    connectionId: "c1",
    connectionName: "Production",
    collectorId: "s3",
    collectorTitle: "Buckets",
    state: "partial",
    verifiedAt: null,
  },
  ...overrides,
});

/** A role that may read it. */
export const sampleRelationship = (overrides: Partial<RelationshipView> = {}): RelationshipView => ({
  kind: "can-read",
  direction: "in",
  reason: "policy allows s3:GetObject",
  derived: false,
  other: {
    key: "role",
    id: "r2",
    name: "reader",
    type: "aws.iam.role",
    typeTitle: "IAM role",
    class: "identity",
    layer: "identity",
  },
  ...overrides,
});
