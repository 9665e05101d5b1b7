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
