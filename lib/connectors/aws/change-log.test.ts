import { expect, test } from "vitest";

import { runCollection } from "#lib/connectors/run-collection.ts";
import type { Batch } from "#lib/domain/connector.ts";
import { changeLog } from "./change-log.ts";

const hourMs = 3_600_000;
const begun = Date.parse("2026-11-16T12:00:00Z");
const at = (hoursAgo: number) => new Date(begun - hoursAgo * hourMs).toISOString();
const event = (hoursAgo: number) => ({
  CloudTrailEvent: JSON.stringify({
    eventID: `event-${hoursAgo}`,
    eventTime: at(hoursAgo),
    eventName: "DeleteBucketPolicy",
    eventSource: "s3.amazonaws.com",
    userIdentity: { arn: "arn:aws:iam::111122223333:user/anna" },
    requestParameters: { bucketName: "claims" },
  }),
});

/** Page after page of one event each, an hour apart, without an end unless one is told. */
async function read(since: Date | null, pageCount = Infinity) {
  const batches: Batch[] = [];
  const outcome = await runCollection(
    async ({ input }) => {
      const page = Number(input["NextToken"] ?? 0);
      return { Events: [event(page)], ...(page + 1 < pageCount ? { NextToken: String(page + 1) } : {}) };
    },
    changeLog,
    { account: "111122223333", region: "eu-west-1" },
    AbortSignal.timeout(5_000),
    (batch) => void batches.push(batch),
    since,
  );
  return { ...outcome, changes: batches.flatMap(({ changes = [] }) => changes), last: batches.at(-1) };
}

test("a first sync reads two pages and says how far back that was", async () => {
  const { state, callCount, changes, last } = await read(null);
  expect([state, callCount, changes.length]).toEqual(["complete", 2, 2]);
  expect(last?.logReadFrom).toBe(at(1));
});

test("a later sync reads back to where the last one began, and a little further", async () => {
  const { callCount, last } = await read(new Date(begun - 3 * hourMs));
  expect(callCount).toBe(5);
  expect(last?.logReadFrom).toBe(at(4));
});

test("a busy account costs a bounded number of calls", async () => {
  const { state, callCount, last } = await read(new Date(begun - 1_000 * hourMs));
  expect([state, callCount]).toEqual(["complete", 20]);
  expect(last?.logReadFrom).toBe(at(19));
});

test("a log that ends sooner was read as far as CloudTrail keeps it", async () => {
  const { callCount, last } = await read(null, 1);
  expect(callCount).toBe(1);
  expect(Date.parse(last?.logReadFrom ?? "")).toBeLessThan(Date.now() - 89 * 24 * hourMs);
});
