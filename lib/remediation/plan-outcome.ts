import type { PlanDetail, Simulation } from "#lib/contract/plans.ts";

type State = PlanDetail["state"];
export type IssueNow = { id: string; resolvedAt: Date | null };
type PlannedFix = Simulation["fixes"][number] & { breaks: readonly string[] };

export type Outcome = { state: State; closedCount: number; fixes: PlanDetail["fixes"] };

/** How the promise stands: of each change, which of its issues are closed now. An issue that is gone is closed. */
export function outcomeOf(
  fixes: readonly PlannedFix[],
  promised: Simulation["broken"],
  now: readonly IssueNow[],
  plannedAt: Date,
): Outcome {
  const issueById = new Map(now.map((issue) => [issue.id, issue]));
  const closedAt = (id: string): string | null => {
    const issue = issueById.get(id);
    if (!issue) return plannedAt.toISOString();
    return issue.resolvedAt?.toISOString() ?? null;
  };
  const promisedById = new Map(promised.map((issue) => [issue.id, issue]));
  const told = fixes.map(({ breaks, ...fix }) => {
    const issues = breaks.flatMap((id) => {
      const issue = promisedById.get(id);
      return issue ? [{ ...issue, closedAt: closedAt(id) }] : [];
    });
    return { ...fix, issues, state: stateOf(issues.map((issue) => issue.closedAt !== null)) };
  });
  const closed = promised.map(({ id }) => closedAt(id) !== null);
  return { state: stateOf(closed), closedCount: closed.filter(Boolean).length, fixes: told };
}

function stateOf(closed: readonly boolean[]): State {
  if (closed.length > 0 && closed.every(Boolean)) return "kept";
  return closed.some(Boolean) ? "partly" : "not-yet";
}
