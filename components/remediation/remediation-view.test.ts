import { describe, expect, test } from "vitest";

import { permissionsOfRole } from "#lib/domain/permission.ts";

import { isDue, workFiltersOf } from "./remediation-view.ts";

const asked = { whose: null, team: "" } as const;

test("an engineer sees their own work, whatever the address says", () => {
  expect(workFiltersOf({ ...asked, whose: "all" }, permissionsOfRole.engineer).whose).toBe("me");
});

test("an auditor, who has no work, sees everybody's", () => {
  expect(workFiltersOf(asked, permissionsOfRole.auditor).whose).toBe("all");
});

test("an analyst lands on their own work and may ask for everybody's", () => {
  expect(workFiltersOf(asked, permissionsOfRole.analyst).whose).toBe("me");
  expect(workFiltersOf({ ...asked, whose: "all" }, permissionsOfRole.analyst).whose).toBe("all");
});

describe("what is due as asked", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  const item = (dueAt: string | null, overdue = false) => ({ dueAt, overdue });

  test.each([
    ["late", item("2026-03-10T11:59:59Z", true), true, false],
    ["due at this instant", item("2026-03-10T12:00:00Z"), false, true],
    ["due in a day", item("2026-03-11T12:00:00Z"), false, true],
    ["due a moment before seven days", item("2026-03-17T11:59:59.999Z"), false, true],
    ["due in seven days", item("2026-03-17T12:00:00Z"), false, false],
    ["due in a year", item("2027-03-10T12:00:00Z"), false, false],
    ["never due", item(null), false, false],
  ])("%s", (_, due, isOverdue, isOfThisWeek) => {
    expect(isDue(due, "overdue", now)).toBe(isOverdue);
    expect(isDue(due, "week", now)).toBe(isOfThisWeek);
    expect(isDue(due, null, now)).toBe(true);
  });
});

describe("whose work the address may ask for", () => {
  test.each([
    ["admin", null, "me"],
    ["admin", "all", "all"],
    ["analyst", "me", "me"],
    ["engineer", null, "me"],
    ["engineer", "me", "me"],
    ["auditor", "me", "me"],
    ["auditor", "all", "all"],
  ] as const)("%s who asks for %s gets %s", (role, whose, expected) => {
    expect(workFiltersOf({ whose, team: "t1" }, permissionsOfRole[role])).toEqual({
      whose: expected,
      team: "t1",
    });
  });

  test("who may do nothing sees nobody else's", () => {
    expect(workFiltersOf({ whose: "all", team: "" }, []).whose).toBe("me");
  });
});
