import { describe, expect, test } from "vitest";

import { severities, type Severity } from "#lib/domain/severity.ts";
import { assignment } from "./assign.ts";
import { dueDateFor, dueDays } from "./due-date.ts";
import type { Subject } from "./subject.ts";

const at = new Date("2026-03-28T23:30:00Z");
const kept = new Date("2026-04-01T00:00:00Z");
const [ann, ben, team] = ["ann", "ben", "team"];
const before = (changes: Partial<Subject> = {}): Subject =>
  // Safe because the decision reads owner, date and severity alone.
  ({ status: "open", severity: "high", assigneeId: null, teamId: null, dueAt: null, ...changes }) as Subject;
const input = (changes: Partial<Parameters<typeof assignment>[1]> = {}) => ({
  assigneeId: null,
  teamId: null,
  dueAt: null,
  comment: "",
  ...changes,
});

describe("due date", () => {
  test.each<[Severity, string]>([
    ["critical", "2026-03-31T23:30:00.000Z"],
    ["high", "2026-04-11T23:30:00.000Z"],
    ["medium", "2026-04-27T23:30:00.000Z"],
    ["low", "2026-06-26T23:30:00.000Z"],
    ["info", "2026-09-24T23:30:00.000Z"],
  ])("%s is due at %s, whatever clocks do in between", (severity, due) => {
    expect(dueDateFor(severity, at).toISOString()).toBe(due);
  });

  test("what is worse is due sooner", () => {
    const days = severities.map((severity) => dueDays[severity]);
    expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
  });
});

describe("assignment", () => {
  test("a new owner gets the time that the severity gives", () => {
    expect(assignment(before(), input({ assigneeId: ann }), at)).toEqual({
      owned: true,
      assigneeId: ann,
      teamId: null,
      dueAt: dueDateFor("high", at),
    });
  });

  test.each([
    ["another person", { assigneeId: ann, dueAt: kept }, { assigneeId: ben }],
    ["a team in place of a person", { assigneeId: ann, dueAt: kept }, { teamId: team }],
    ["a team beside the person", { assigneeId: ann, dueAt: kept }, { assigneeId: ann, teamId: team }],
  ])("%s does not inherit the date of who had it before", (_, had, given) => {
    expect(assignment(before(had), input(given), at).dueAt).toEqual(dueDateFor("high", at));
  });

  test("the same owner keeps the date, unless told otherwise", () => {
    const had = before({ assigneeId: ann, dueAt: kept });
    expect(assignment(had, input({ assigneeId: ann }), at).dueAt).toEqual(kept);
    const told = "2026-05-01T00:00:00.000Z";
    expect(assignment(had, input({ assigneeId: ann, dueAt: told }), at).dueAt).toEqual(new Date(told));
  });

  test("the same owner without a date gets one", () => {
    expect(assignment(before({ teamId: team }), input({ teamId: team }), at).dueAt).toEqual(
      dueDateFor("high", at),
    );
  });

  test("nobody has no date, even where one was given", () => {
    const had = before({ assigneeId: ann, dueAt: kept });
    const none = { owned: false, assigneeId: null, teamId: null, dueAt: null };
    expect(assignment(had, input(), at)).toEqual(none);
    expect(assignment(had, input({ dueAt: "2026-05-01T00:00:00.000Z" }), at)).toEqual(none);
  });
});
