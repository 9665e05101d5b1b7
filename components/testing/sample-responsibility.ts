import type {
  CellDetail,
  CellView,
  EvidenceDocumentView,
  ResponsibilityMatrix,
} from "#lib/contract/responsibility.ts";

export const sampleCell = (overrides: Partial<CellView> = {}): CellView => ({
  rowId: "training",
  party: "customer",
  status: "gap",
  overridden: false,
  admitted: true,
  changedAt: "2026-03-01T00:00:00Z",
  ...overrides,
});

export const sampleRow = (
  id: string,
  group: string,
  title: string,
): ResponsibilityMatrix["rows"][number] => ({
  id,
  group,
  title,
  meaning: `What ${title} means`,
  documents: [],
});

type Workload = ResponsibilityMatrix["workloads"][number];
export const sampleColumn = (id: string, name: string, cells: CellView[]): Workload => ({
  id,
  name,
  serviceModel: "paas",
  cells,
});

/** Three rows in two groups for two workloads; of the second, the last row was never resolved. */
export const sampleMatrix = (overrides: Partial<ResponsibilityMatrix> = {}): ResponsibilityMatrix => ({
  model: {
    id: "microsoft",
    title: "AI shared responsibility model",
    publisher: "Microsoft",
    edition: "November 2026",
    source: "https://example.com/model",
    notes: [],
  },
  models: [{ id: "microsoft", title: "AI shared responsibility model", publisher: "Microsoft" }],
  rows: [
    sampleRow("training", "usage", "User training"),
    sampleRow("policy", "usage", "Usage policy"),
    sampleRow("compute", "platform", "Compute"),
  ],
  workloads: [
    sampleColumn("w1", "Claims assistant", [
      sampleCell(),
      sampleCell({ rowId: "policy", status: "met" }),
      sampleCell({ rowId: "compute", party: "provider", status: "unproved" }),
    ]),
    sampleColumn("w2", "Research agent", [
      sampleCell({ status: "unknown" }),
      sampleCell({ rowId: "policy", party: "shared" }),
    ]),
  ],
  byStatus: { gap: 2, met: 1, unproved: 1, unknown: 1 },
  byParty: { customer: 3, shared: 1, provider: 1 },
  ...overrides,
});

export const sampleStated = {
  party: "customer",
  partyReason: "The model is run by the customer.",
  status: "gap",
  statusReason: "One check fails.",
} as const;

export const sampleCellDetail = (overrides: Partial<CellDetail> = {}): CellDetail => ({
  ...sampleStated,
  workload: { id: "w1", name: "Claims assistant", serviceModel: "paas" },
  modelId: "microsoft",
  row: sampleRow("training", "usage", "User training"),
  computed: sampleStated,
  hash: "0123456789abcdef0123456789abcdef",
  evidence: [],
  documents: [],
  override: null,
  resolvedAt: "2026-03-01T00:00:00Z",
  changedAt: "2026-03-01T00:00:00Z",
  history: [],
  ...overrides,
});

export const sampleOverride = (
  overrides: Partial<NonNullable<CellDetail["override"]>> = {},
): NonNullable<CellDetail["override"]> => ({
  id: "o1",
  party: null,
  status: "met",
  reason: "Tested by hand in May.",
  by: "Grace Hopper",
  at: "2026-05-01T00:00:00Z",
  expiresAt: "2030-11-01T12:00:00Z",
  ...overrides,
});

export const sampleDocument = (overrides: Partial<EvidenceDocumentView> = {}): EvidenceDocumentView => ({
  id: "d1",
  title: "SOC 2 report",
  fileName: "soc2.pdf",
  mediaType: "application/pdf",
  sizeBytes: 4096,
  sha256: "abcdef0123456789abcdef0123456789",
  uploadedBy: "Grace Hopper",
  uploadedAt: "2026-01-01T00:00:00Z",
  expiresAt: "2030-01-01T00:00:00Z",
  isValid: true,
  ...overrides,
});
