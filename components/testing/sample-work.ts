import type { ExceptionView, WorkItem, WorkList } from "#lib/contract/remediation.ts";

/** A finding that is late, with Grace. */
export const sampleWorkItem = (overrides: Partial<WorkItem> = {}): WorkItem => ({
  subjectType: "finding",
  id: "f1",
  title: "Training bucket is private",
  severity: "high",
  layers: ["data"],
  status: "open",
  detail: "claims",
  subjectName: "acme-training",
  dueAt: "2020-01-01T00:00:00Z",
  overdue: true,
  assignee: { id: "grace", name: "Grace Hopper" },
  team: null,
  ...overrides,
});

export const sampleWork = (overrides: Partial<WorkList> = {}): WorkList => ({
  items: [sampleWorkItem()],
  overdueCount: 1,
  dueThisWeekCount: 0,
  unownedCount: null,
  byOwner: [{ owner: "Grace Hopper", openCount: 1, overdueCount: 1 }],
  ...overrides,
});

/** A request by Grace that the reader may decide. */
export const sampleException = (overrides: Partial<ExceptionView> = {}): ExceptionView => ({
  id: "e1",
  state: "requested",
  reason: "risk-accepted",
  comment: "A public data set, agreed with legal.",
  requestedBy: { id: "grace", name: "Grace Hopper" },
  requestedAt: "2026-03-01T00:00:00Z",
  expiresAt: "2026-09-01T12:00:00Z",
  decidedBy: null,
  decidedAt: null,
  decision: null,
  mayDecide: true,
  finding: {
    id: "f1",
    checkId: "aws/s3/bucket-public",
    title: "Training bucket is private",
    severity: "high",
    layer: "data",
    reason: "Anyone can list it.",
    resourceName: "claims",
  },
  ...overrides,
});
