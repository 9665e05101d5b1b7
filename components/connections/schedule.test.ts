import { expect, test } from "vitest";

import { manual, nextSyncAt, schedulesWith, toMinutes, toSchedule } from "./schedule.ts";

const connection = {
  syncEveryMinutes: 60,
  pausedAt: null,
  lastSync: null,
  createdAt: "2026-01-01T10:00:00.000Z",
};

test("the next sync is one interval after the connection was made", () => {
  expect(nextSyncAt(connection)?.toISOString()).toBe("2026-01-01T11:00:00.000Z");
});

test("a paused connection and one without a schedule have no next sync", () => {
  expect(nextSyncAt({ ...connection, pausedAt: "2026-01-01T10:05:00.000Z" })).toBeNull();
  expect(nextSyncAt({ ...connection, syncEveryMinutes: null })).toBeNull();
});

test("a schedule survives the way to the form and back", () => {
  expect([null, 60, 95].map((minutes) => toMinutes(toSchedule(minutes)))).toEqual([null, 60, 95]);
});

test("an interval that the form does not know is offered beside those it does", () => {
  expect(schedulesWith(95).map(({ value }) => value)).toContain("95");
  expect(schedulesWith(null).filter(({ value }) => value === manual)).toHaveLength(1);
});
