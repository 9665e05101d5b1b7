import type { ExceptionView } from "#lib/contract/remediation.ts";

import type { StatusLook } from "../ui/status-badge.tsx";

type State = ExceptionView["state"];

export const exceptionLooks: Record<State, { look: StatusLook; label: string }> = {
  requested: { look: "open", label: "Waiting" },
  approved: { look: "good", label: "Approved" },
  denied: { look: "bad", label: "Denied" },
  withdrawn: { look: "paused", label: "Withdrawn" },
  expired: { look: "idle", label: "Expired" },
};

export type ExceptionParts = { mine: ExceptionView[]; others: ExceptionView[]; decided: ExceptionView[] };

/** Those the reader has to decide, those that wait for somebody else, and what was decided. */
export function partExceptions(exceptions: readonly ExceptionView[]): ExceptionParts {
  const waiting = exceptions.filter(({ state }) => state === "requested");
  return {
    mine: waiting.filter(({ mayDecide }) => mayDecide),
    others: waiting.filter(({ mayDecide }) => !mayDecide),
    decided: exceptions.filter(({ state }) => state !== "requested"),
  };
}
