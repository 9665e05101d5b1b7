import { describe, expect, test } from "vitest";

import { collectionStates, syncStates } from "#lib/contract/connections.ts";
import { unknownReasons } from "#lib/domain/unknown.ts";

import { byUrgency, collectionLooks, isUnderWay, syncLooks, unknownReasonTitles } from "./sync-look.ts";

type State = Parameters<typeof byUrgency>[0][number]["state"];
const row = (title: string, state: State) => ({ title, state });

describe("the order of collections", () => {
  test("has what runs and what failed before what is complete", () => {
    const rows = [row("b", "complete"), row("c", "denied"), row("a", "complete"), row("d", "running")];
    expect(byUrgency(rows).map(({ title }) => title)).toEqual(["d", "c", "a", "b"]);
  });

  test("has a place for every state", () => {
    const rows = collectionStates.map((state) => row("same", state));
    const sorted = byUrgency(rows).map(({ state }) => state);
    expect(sorted[0]).toBe("running");
    expect(sorted.toSorted()).toEqual([...collectionStates].toSorted());
    expect(byUrgency(rows.toReversed()).map(({ state }) => state)).toEqual(sorted);
  });

  test("leaves what it was given as it was", () => {
    const rows = [row("b", "complete"), row("a", "running")];
    byUrgency(rows);
    expect(rows.map(({ title }) => title)).toEqual(["b", "a"]);
  });
});

test("only a queued or running sync is under way", () => {
  expect(syncStates.filter(isUnderWay)).toEqual(["queued", "running"]);
  expect(isUnderWay(undefined)).toBe(false);
});

describe("words", () => {
  test("of the states of a sync, and of a collection, are each other's only ones", () => {
    for (const looks of [syncLooks, collectionLooks]) {
      const labels = Object.values(looks).map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  test("of why something is unknown tell each reason from every other", () => {
    const titles = unknownReasons.map((reason) => unknownReasonTitles[reason]);
    expect(new Set(titles).size).toBe(unknownReasons.length);
  });

  test("only what is complete looks good, and what is not never does", () => {
    for (const [state, { look }] of [...Object.entries(syncLooks), ...Object.entries(collectionLooks)])
      expect(look === "good").toBe(state === "complete");
  });

  test("only what goes on turns", () => {
    for (const [state, { spin }] of [...Object.entries(syncLooks), ...Object.entries(collectionLooks)])
      expect(spin === true).toBe(state === "running");
  });
});
