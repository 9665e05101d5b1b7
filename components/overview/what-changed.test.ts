import { describe, expect, test } from "vitest";

import type { ConnectionView } from "#lib/contract/connections.ts";
import type { IssueView } from "#lib/contract/issues.ts";

import { whatChanged } from "./what-changed.ts";

const end = { id: null, key: "k", name: "n", typeTitle: "t" };
const issue = (overrides: Partial<IssueView>): IssueView => ({
  id: "i",
  pathId: "p",
  title: "t",
  story: "Anyone can call it.",
  severity: "high",
  score: 60,
  status: "open",
  layers: ["api"],
  providers: ["aws"],
  entry: end,
  target: end,
  workload: null,
  environment: null,
  findingCount: 0,
  firstSeenAt: "2026-03-01T00:00:00Z",
  openedAt: "2026-03-09T00:00:00Z",
  changedAt: "2026-03-09T00:00:00Z",
  resolvedAt: null,
  reopenedCount: 0,
  dueAt: null,
  assignee: null,
  team: null,
  ...overrides,
});
type Sync = NonNullable<ConnectionView["lastSync"]>;
const connection = (sync: Partial<Sync>): ConnectionView => ({
  id: "c",
  name: "Claims",
  connectorId: "aws",
  connectorTitle: "AWS",
  accounts: [],
  mode: "live",
  syncEveryMinutes: 60,
  pausedAt: null,
  createdAt: "2026-01-01T00:00:00Z",
  lastCompleteAt: null,
  resourceCount: 1,
  completeCount: 3,
  incompleteCount: 2,
  deniedCount: 2,
  lastSync: {
    id: "s",
    connectionId: "c",
    state: "complete",
    requestedBy: "schedule",
    queuedAt: "2026-03-09T10:00:00Z",
    startedAt: "2026-03-09T10:00:00Z",
    finishedAt: "2026-03-09T10:05:00Z",
    cancelRequestedAt: null,
    resourceCount: 1,
    changedCount: 0,
    removedCount: 0,
    callCount: 1,
    error: null,
    remedy: null,
    ...sync,
  },
});
const since = new Date("2026-03-05T00:00:00Z");

describe("whatChanged", () => {
  test("tells new, reopened and resolved issues apart", () => {
    const kinds = whatChanged(
      [
        issue({ id: "a" }),
        issue({ id: "b", reopenedCount: 1 }),
        issue({ id: "c", status: "resolved", resolvedAt: "2026-03-10T00:00:00Z" }),
      ],
      [],
      since,
    ).map(({ id, kind }) => [id, kind]);
    expect(kinds).toEqual([
      ["c", "issue-resolved"],
      ["a", "issue-opened"],
      ["b", "issue-reopened"],
    ]);
  });

  test("leaves out what happened before", () => {
    expect(whatChanged([issue({ openedAt: "2026-03-01T00:00:00Z" })], [], since)).toEqual([]);
  });

  test("a sync that did not see everything is news, a complete or running one is not", () => {
    expect(whatChanged([], [connection({})], since)).toEqual([]);
    expect(whatChanged([], [connection({ state: "running", finishedAt: null })], since)).toEqual([]);
    expect(whatChanged([], [connection({ state: "partial" })], since)).toMatchObject([
      {
        kind: "sync-incomplete",
        title: "Claims was not seen completely",
        detail: "2 collections incomplete",
      },
    ]);
  });

  test("a failed sync says why", () => {
    expect(
      whatChanged([], [connection({ state: "failed", error: "The role cannot be assumed." })], since),
    ).toMatchObject([{ title: "Claims could not be synced", detail: "The role cannot be assumed." }]);
  });
});

describe("at the edges", () => {
  const since = new Date("2026-03-08T00:00:00Z");
  const titles = (issues: IssueView[], connections: ConnectionView[] = []) =>
    whatChanged(issues, connections, since).map(({ kind }) => kind);

  test.each([
    ["the instant it begins", "2026-03-08T00:00:00.000Z", 1],
    ["a moment before", "2026-03-07T23:59:59.999Z", 0],
    ["long ago", "2020-01-01T00:00:00Z", 0],
    ["in the future, by a clock that is ahead", "2026-03-20T00:00:00Z", 1],
  ])("an issue opened %s", (_, openedAt, count) => {
    expect(titles([issue({ openedAt })])).toHaveLength(count);
  });

  test("an old issue whose words changed is no news", () => {
    expect(titles([issue({ openedAt: "2026-01-01T00:00:00Z", changedAt: "2026-03-09T00:00:00Z" })])).toEqual(
      [],
    );
  });

  test("an old issue that was resolved in time is news, by the day it was resolved", () => {
    const resolved = issue({
      status: "resolved",
      openedAt: "2026-01-01T00:00:00Z",
      changedAt: "2026-03-10T00:00:00Z",
      resolvedAt: "2026-03-09T00:00:00Z",
    });
    expect(whatChanged([resolved], [], since)).toMatchObject([
      { kind: "issue-resolved", at: "2026-03-09T00:00:00Z", detail: "Resolved" },
    ]);
  });

  test("one that is resolved without an instant counts from its last change", () => {
    const resolved = issue({ status: "resolved", resolvedAt: null, changedAt: "2026-03-10T00:00:00Z" });
    expect(whatChanged([resolved], [], since)).toMatchObject([{ at: "2026-03-10T00:00:00Z" }]);
  });

  test("work that was begun on an issue does not make it new", () => {
    expect(titles([issue({ status: "in-progress", openedAt: "2026-01-01T00:00:00Z" })])).toEqual([]);
  });

  test.each([
    ["that has not ended", { state: "running", finishedAt: null }, []],
    ["that was complete", { state: "complete" }, []],
    ["that was cut short", { state: "partial" }, ["sync-incomplete"]],
    ["that failed", { state: "failed", error: null }, ["sync-incomplete"]],
    ["that failed before", { state: "failed", finishedAt: "2026-03-01T00:00:00Z" }, []],
  ] as const)("a sync %s", (_, sync, kinds) => {
    expect(titles([], [connection(sync)])).toEqual(kinds);
  });

  test("a failure without words is still told as one", () => {
    const [change] = whatChanged([], [connection({ state: "failed", error: null })], since);
    expect(change).toMatchObject({ title: "Claims could not be synced", detail: "Failed" });
  });

  test.each([
    [0, "0 collections incomplete"],
    [1, "1 collection incomplete"],
    [2, "2 collections incomplete"],
  ])("%i incomplete collections are counted in words that agree", (incompleteCount, detail) => {
    const partial = { ...connection({ state: "partial" }), incompleteCount };
    expect(whatChanged([], [partial], since)).toMatchObject([{ detail }]);
  });

  test("nothing to look at is nothing", () => {
    expect(whatChanged([], [], since)).toEqual([]);
  });

  test("the newest is first, wherever it comes from", () => {
    const changes = whatChanged(
      [
        issue({ id: "old", openedAt: "2026-03-08T10:00:00Z" }),
        issue({ id: "new", openedAt: "2026-03-09T23:00:00Z" }),
      ],
      [connection({ state: "failed" })],
      since,
    );
    expect(changes.map(({ id }) => id)).toEqual(["new", "s", "old"]);
  });
});
