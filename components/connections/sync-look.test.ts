import { expect, test } from "vitest";

import { byUrgency, isUnderWay } from "./sync-look.ts";

const row = (title: string, state: Parameters<typeof byUrgency>[0][number]["state"]) => ({ title, state });

test("what runs and what failed come before what is complete", () => {
  const rows = [row("b", "complete"), row("c", "denied"), row("a", "complete"), row("d", "running")];
  expect(byUrgency(rows).map(({ title }) => title)).toEqual(["d", "c", "a", "b"]);
});

test("only a queued or running sync is under way", () => {
  expect((["queued", "running"] as const).every(isUnderWay)).toBe(true);
  expect((["complete", "partial", "failed", "cancelled", undefined] as const).some(isUnderWay)).toBe(false);
});
