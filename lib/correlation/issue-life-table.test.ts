import { describe, expect, test } from "vitest";

import { randomFrom } from "#tests/factories/random.ts";

import { nextLife, type IssueLife, type Transition } from "./issue-lifecycle.ts";

const day = (index: number) => new Date(Date.UTC(2026, 10, 1 + index));
const life = (changes: Partial<IssueLife>): IssueLife => ({
  status: "open",
  firstSeenAt: day(0),
  openedAt: day(1),
  changedAt: day(2),
  resolvedAt: null,
  reopenedCount: 4,
  ...changes,
});
const resolved = life({ status: "resolved", resolvedAt: day(3) });

describe("the whole table: what was, whether the path is found, whether it tells something new", () => {
  type Row = [
    before: IssueLife["status"] | "none",
    found: boolean,
    told: boolean,
    after: IssueLife["status"],
    Transition,
  ];
  const table: Row[] = [
    ["none", true, false, "open", "opened"],
    ["none", true, true, "open", "opened"],
    ["open", true, false, "open", "unchanged"],
    ["open", true, true, "open", "updated"],
    ["open", false, false, "resolved", "resolved"],
    ["open", false, true, "resolved", "resolved"],
    ["in-progress", true, false, "in-progress", "unchanged"],
    ["in-progress", true, true, "in-progress", "updated"],
    ["in-progress", false, false, "resolved", "resolved"],
    ["in-progress", false, true, "resolved", "resolved"],
    ["resolved", true, false, "open", "reopened"],
    ["resolved", true, true, "open", "reopened"],
    ["resolved", false, false, "resolved", "unchanged"],
    ["resolved", false, true, "resolved", "unchanged"],
  ];
  const beforeOf = (status: Row[0]): IssueLife | null => {
    if (status === "none") return null;
    return status === "resolved" ? resolved : life({ status });
  };

  test.each(table)("%s, found %s, told %s: %s, %s", (before, found, told, status, transition) => {
    const next = nextLife(beforeOf(before), found, told, day(9));
    expect([next.life.status, next.transition]).toEqual([status, transition]);
  });

  test.each(table)(
    "%s, found %s, told %s: dates and counts move with it and not without",
    (before, found, told, _, transition) => {
      const was = beforeOf(before);
      const { life: is } = nextLife(was, found, told, day(9));
      expect(is.firstSeenAt).toEqual(was?.firstSeenAt ?? day(9));
      expect(is.changedAt).toEqual(transition === "unchanged" ? was?.changedAt : day(9));
      expect(is.openedAt).toEqual(
        transition === "opened" || transition === "reopened" ? day(9) : was?.openedAt,
      );
      expect(is.reopenedCount).toBe((was?.reopenedCount ?? 0) + (transition === "reopened" ? 1 : 0));
      expect(is.resolvedAt === null).toBe(is.status !== "resolved");
    },
  );

  test("what was given is not changed", () => {
    for (const [before, found, told] of table) {
      const was = beforeOf(before);
      const copy = structuredClone(was);
      nextLife(was, found, told, day(9));
      expect(was).toEqual(copy);
    }
  });
});

/** As a person sets its progress: what is resolved they cannot. */
const touched = (was: IssueLife, status: IssueLife["status"]): IssueLife =>
  was.status === "resolved" ? was : { ...was, status };

test("over any run of refreshes, and whatever people set between them, the life stays sound", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed);
    let now: IssueLife = nextLife(null, true, false, day(0)).life;
    for (let at = 1; at <= 20; at++) {
      const before = random.oneIn(3) ? touched(now, random.pick(["open", "in-progress"])) : now;
      const { life: next, transition } = nextLife(before, random.oneIn(2), random.oneIn(2), day(at));
      now = next;
      expect(now.firstSeenAt, `seed ${seed}`).toEqual(day(0));
      expect(now.openedAt.getTime()).toBeGreaterThanOrEqual(now.firstSeenAt.getTime());
      expect(now.changedAt.getTime()).toBeGreaterThanOrEqual(before.changedAt.getTime());
      expect(now.resolvedAt === null).toBe(now.status !== "resolved");
      expect(now.reopenedCount - before.reopenedCount).toBe(transition === "reopened" ? 1 : 0);
      expect(transition === "resolved").toBe(before.status !== "resolved" && now.status === "resolved");
    }
  }
});
