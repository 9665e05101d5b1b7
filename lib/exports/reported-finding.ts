import { createHash } from "node:crypto";

import type { Evidence } from "#lib/domain/evidence.ts";
import type { ImportKind } from "#lib/domain/imported.ts";
import type { Layer } from "#lib/domain/layer.ts";
import type { Provider } from "#lib/domain/provider.ts";
import type { Severity } from "#lib/domain/severity.ts";
import type { Unknown } from "#lib/domain/unknown.ts";

/** What a file says of the rule that a finding breaks: a check of ours, or another tool's. */
export type ReportedRule = {
  id: string;
  title: string;
  severity: Severity;
  layer: Layer;
  /** `protect`, `detect` or `respond`; null where another tool does not say. */
  purpose: string | null;
  risk: string;
  remediation: { summary: string; cli: string; terraform: string };
  references: readonly string[];
};

export type ReportedPlace = { file: string; line: number | null; address: string };

/** One finding as any file tells it, whether a scan made it a moment ago or it has been stored for a year. */
export type ReportedFinding = {
  /** Names it over files: the same finding has the same. */
  print: string;
  rule: ReportedRule;
  /** What it is in kind; `posture` is a check of ours. */
  kind: ImportKind | "posture";
  tool: string;
  status: "open" | "in-progress" | "excepted" | "resolved";
  /** Set where the check could not be decided: then it is no finding, and `reason` says why. */
  unknown: Unknown | null;
  severity: Severity;
  reason: string;
  evidence: Evidence;
  resource: {
    key: string;
    name: string;
    type: string;
    provider: Provider;
    account: string;
    region: string | null;
    tags: Readonly<Record<string, string>>;
  };
  place: ReportedPlace | null;
  firstSeenAt: Date;
  changedAt: Date;
};

/** The same check on the same resource is the same finding, wherever and whenever it is found. */
export const printOf = (checkId: string, resourceKey: string): string =>
  createHash("sha256").update(`${checkId}@${resourceKey}`).digest("hex");
