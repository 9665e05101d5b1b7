import { expect, test } from "vitest";

import { ConnectionChange } from "#lib/contract/connections.ts";

import { sampleSync } from "../testing/sample-connection.ts";
import { manual, nextSyncAt, schedules, schedulesWith, toMinutes, toSchedule } from "./schedule.ts";

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

test("the next sync is one interval after the last was asked for, however long that took", () => {
  const lastSync = sampleSync({
    queuedAt: "2026-01-02T10:00:00.000Z",
    finishedAt: "2026-01-02T10:59:00.000Z",
  });
  expect(nextSyncAt({ ...connection, lastSync })?.toISOString()).toBe("2026-01-02T11:00:00.000Z");
});

test("every schedule that is offered is one the server accepts, and reads apart from the others", () => {
  for (const { value } of schedules) {
    const change = ConnectionChange.safeParse({ syncEveryMinutes: toMinutes(value) });
    expect([value, change.success]).toEqual([value, true]);
  }
  expect(new Set(schedules.map(({ label }) => label)).size).toBe(schedules.length);
});

test("what a script set stays chosen in the form, once, in front", () => {
  for (const minutes of [15, 45, 10_080, 1_439]) {
    const offered = schedulesWith(minutes).filter(({ value }) => value === toSchedule(minutes));
    expect(offered).toHaveLength(1);
  }
  expect(schedulesWith(45)[0]?.label).toBe("Every 45 minutes");
});
