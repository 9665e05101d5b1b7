import type { FindingDetail, FindingView } from "#lib/contract/findings.ts";

/** An open finding nobody owns, as the API lists it. */
export const sampleFinding = (overrides: Partial<FindingView> = {}): FindingView => ({
  id: "f1",
  checkId: "aws/s3/bucket-public",
  title: "Training bucket is private",
  severity: "high",
  layer: "data",
  status: "open",
  reason: "Anyone can list it.",
  origin: "nacre",
  resource: {
    id: "r1",
    key: "arn:aws:s3:::claims",
    name: "claims",
    type: "aws.s3.bucket",
    typeTitle: "S3 bucket",
    provider: "aws",
    account: "111122223333",
    region: "eu-west-1",
  },
  firstSeenAt: "2026-03-01T00:00:00Z",
  openedAt: "2026-03-02T00:00:00Z",
  changedAt: "2026-03-02T00:00:00Z",
  resolvedAt: null,
  reopenedCount: 0,
  dueAt: null,
  assignee: null,
  team: null,
  exceptedUntil: null,
  ...overrides,
});

/** The same finding as its own page reads it. */
export const sampleFindingDetail = (overrides: Partial<FindingDetail> = {}): FindingDetail => ({
  ...sampleFinding(),
  risk: "Training data can be copied by anybody.",
  remediation: {
    summary: "Block public access.",
    cli: "aws s3api put-public-access-block --bucket claims",
    terraform: 'resource "aws_s3_bucket_public_access_block" "claims" {}',
    console: ["Open the bucket", "Block all public access"],
  },
  references: ["https://docs.aws.amazon.com/s3"],
  evidence: { blockPublicAcls: false, policy: null, grantees: ["AllUsers", "Everyone"], regions: [] },
  source: {
    connectionId: "c1",
    connectionName: "Production",
    collector: "S3 buckets",
    calls: ["s3:GetBucketAcl"],
    verifiedAt: null,
  },
  workloads: [{ id: "w1", name: "Claims assistant" }],
  controls: [],
  exceptions: [],
  timeline: [],
  ...overrides,
});
