import type { Evidence } from "./evidence.ts";
import type { Layer } from "./layer.ts";
import type { Provider } from "./provider.ts";
import type { Severity } from "./severity.ts";

/** What another tool's finding is about, in kind: decides its layer where no resource of ours is behind it. */
export const importKinds = [
  "misconfiguration",
  "vulnerability",
  "secret",
  "code",
  "model-behavior",
  "threat",
] as const;
export type ImportKind = (typeof importKinds)[number];

export const layerOfKind: Record<ImportKind, Layer> = {
  misconfiguration: "api",
  vulnerability: "pipeline",
  secret: "identity",
  code: "pipeline",
  "model-behavior": "model",
  threat: "api",
};

export type ImportSubject = {
  /**
   * What the graph may know it by, best first: a provider's own id as our keys have it, `image:NAME:TAG`,
   * `digest:sha256:…` or `k8s:∗/…` where the report does not say which cluster.
   */
  keys: readonly string[];
  name: string;
  provider: Provider | null;
  account: string;
  region: string | null;
};

/** One finding of another tool, in our words. */
export type ImportedFinding = {
  tool: string;
  ruleId: string;
  kind: ImportKind;
  title: string;
  description: string;
  remediation: string;
  references: readonly string[];
  severity: Severity;
  /** What is wrong here, as the tool says it. */
  message: string;
  subject: ImportSubject;
  location: { path: string; line: number | null } | null;
  /** What the tool itself tells it apart by; empty where rule, subject and location suffice. */
  fingerprint: string;
  evidence: Evidence;
};

export const componentKinds = ["model", "dataset", "library", "application", "container", "other"] as const;
export type ComponentKind = (typeof componentKinds)[number];

/** One part of a bill of materials. */
export type ImportedComponent = {
  kind: ComponentKind;
  name: string;
  version: string;
  publisher: string;
  /** Package URL, or what the bill names it by. */
  reference: string;
  licenses: readonly string[];
  /** From a model card or a dataset's description. */
  facts: Evidence;
  subject: ImportSubject;
};

export type ImportedItem =
  { is: "finding"; finding: ImportedFinding } | { is: "component"; component: ImportedComponent };

/** What is known of a file from its beginning: how formats are told apart. */
export type ReportHead = {
  kind: "json" | "csv";
  /** Paths of fields such as `runs[]/tool`, three levels deep. */
  fields: ReadonlySet<string>;
};

export type ReportValue = { path: string; at: readonly number[]; value: unknown };
export type Refusal = { field: string; problem: string };
export type ReadRecord = (record: ReportValue) => readonly ImportedItem[] | Refusal;

/** One format of report. Pure: what it makes depends on the values it is given and on nothing else. */
export type ImportFormat = {
  id: string;
  title: string;
  kind: "json" | "csv";
  /** What it is recognised by, for who has to be told that nothing was. */
  lookedFor: string;
  recognizes: (head: ReportHead) => boolean;
  /** Paths of records, and of what has to be known before the first of them is read. */
  recordsIn: (head: ReportHead) => readonly string[];
  context: readonly string[];
  start: (context: readonly ReportValue[]) => ReadRecord;
};
