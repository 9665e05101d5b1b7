import type { Evidence } from "#lib/domain/evidence.ts";
import type { OutcomeStatus } from "#lib/domain/check.ts";

export const findingStatuses = ["open", "in-progress", "excepted", "resolved"] as const;
export type FindingStatus = (typeof findingStatuses)[number];

/** What decides a finding's next state. */
export type FindingState = {
  status: FindingStatus;
  reason: string;
  evidenceHash: string;
  openedAt: Date;
  changedAt: Date;
  resolvedAt: Date | null;
  reopenedCount: number;
};

export type Observed =
  | { status: "fail"; reason: string; evidence: Evidence; evidenceHash: string }
  | { status: Exclude<OutcomeStatus, "fail"> }
  /** The resource itself is gone. */
  | { status: "removed" };

export type TransitionKind = "opened" | "reopened" | "resolved" | "evidence-changed";
export type Transition = { kind: TransitionKind; state: FindingState };

/**
 * The next state of a finding, or null where nothing changes. Unknown never resolves and never opens; a decision
 * (exception, progress) stands while the check goes on failing.
 */
export function transition(before: FindingState | null, observed: Observed, at: Date): Transition | null {
  switch (observed.status) {
    case "unknown":
      return null;
    case "fail":
      return before ? failAgain(before, observed, at) : opened(observed, at);
    case "pass":
    case "not-applicable":
    case "removed":
      if (!before || before.status === "resolved") return null;
      return { kind: "resolved", state: { ...before, status: "resolved", changedAt: at, resolvedAt: at } };
  }
}

type Failed = Extract<Observed, { status: "fail" }>;

const opened = ({ reason, evidenceHash }: Failed, at: Date): Transition => ({
  kind: "opened",
  state: {
    status: "open",
    reason,
    evidenceHash,
    openedAt: at,
    changedAt: at,
    resolvedAt: null,
    reopenedCount: 0,
  },
});

function failAgain(before: FindingState, { reason, evidenceHash }: Failed, at: Date): Transition | null {
  if (before.status === "resolved")
    return {
      kind: "reopened",
      state: {
        ...before,
        status: "open",
        reason,
        evidenceHash,
        openedAt: at,
        changedAt: at,
        resolvedAt: null,
        reopenedCount: before.reopenedCount + 1,
      },
    };
  if (before.evidenceHash === evidenceHash && before.reason === reason) return null;
  return { kind: "evidence-changed", state: { ...before, reason, evidenceHash, changedAt: at } };
}
