import fc from "fast-check";
import { expect, test } from "vitest";

import { transition, type FindingState, type Observed } from "./finding-lifecycle.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const fails = (evidenceHash = "a"): Observed => ({
  status: "fail",
  reason: "Open",
  evidence: {},
  evidenceHash,
});

test("a first fail opens, a pass resolves, a later fail reopens and counts it", () => {
  const first = transition(null, fails(), at(0));
  expect(first).toMatchObject({ kind: "opened", state: { status: "open" } });
  const second = transition(first?.state ?? null, { status: "pass" }, at(1));
  expect(second).toMatchObject({ kind: "resolved", state: { resolvedAt: at(1) } });
  const third = transition(second?.state ?? null, fails(), at(2));
  expect(third).toMatchObject({
    kind: "reopened",
    state: { status: "open", reopenedCount: 1, resolvedAt: null, openedAt: at(2) },
  });
});

test("unknown neither opens nor resolves", () => {
  expect(transition(null, { status: "unknown" }, at(0))).toBeNull();
  const open = transition(null, fails(), at(0));
  expect(transition(open?.state ?? null, { status: "unknown" }, at(1))).toBeNull();
});

test("an exception stands while the check goes on failing, even with other evidence", () => {
  const open = transition(null, fails("a"), at(0));
  const excepted: FindingState | null = open && { ...open.state, status: "excepted" };
  expect(transition(excepted, fails("a"), at(1))).toBeNull();
  expect(transition(excepted, fails("b"), at(1))).toMatchObject({
    kind: "evidence-changed",
    state: { status: "excepted", evidenceHash: "b" },
  });
});

test("a finding whose resource is gone is resolved", () => {
  const open = transition(null, fails(), at(0));
  expect(transition(open?.state ?? null, { status: "removed" }, at(1))?.kind).toBe("resolved");
});

const observations = fc.array(
  fc.oneof(
    fc.constantFrom<Observed>(
      { status: "pass" },
      { status: "unknown" },
      { status: "not-applicable" },
      { status: "removed" },
    ),
    fc.constantFrom("a", "b").map(fails),
  ),
  { maxLength: 12 },
);
const run = (all: readonly Observed[]) =>
  all.reduce<FindingState | null>(
    (state, observed, minute) => transition(state, observed, at(minute))?.state ?? state,
    null,
  );

test("the same observation twice is the same as once", () => {
  fc.assert(
    fc.property(observations, (all) => {
      const state = run(all);
      expect(all.slice(-1).map((last) => transition(state, last, at(99)))).toEqual(
        all.slice(-1).map(() => null),
      );
    }),
  );
});

test("the status is decided by the newest observation that was known", () => {
  fc.assert(
    fc.property(observations, (all) => {
      const known = all.filter((observed) => observed.status !== "unknown");
      const failedOnce = known.some((observed) => observed.status === "fail");
      const expected = known.at(-1)?.status === "fail" ? "open" : "resolved";
      expect(run(all)?.status).toBe(failedOnce ? expected : undefined);
    }),
  );
});
