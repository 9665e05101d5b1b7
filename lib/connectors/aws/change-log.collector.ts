import type { Collector, Source } from "#lib/domain/connector.ts";
import { changesOf } from "./change-entry.ts";
import { existing } from "./existing.ts";
import { itemsOf } from "./pages.ts";

const pageSize = 50;
/** CloudTrail answers two look-ups a second: what a first sync reads, and what a later one does at most. */
const firstPages = 2;
const pagesMax = 20;
/** An event may be told a quarter of an hour late, so a sync looks back a little further than the last. */
const lateMs = 30 * 60_000;
const keptDays = 90;

/**
 * The newest events that changed anything, from what CloudTrail keeps without a trail. No time stands in the call, so
 * that a recording answers it on any day; how far back was read is told, and what lies before is not concluded from.
 */
const collector: Collector = {
  id: "change-log",
  title: "CloudTrail: who changed what",
  per: "region",
  produces: [],
  permissions: ["cloudtrail:LookupEvents"],
  collect: async function* (source) {
    yield* changeLog(source, new Date());
  },
};
export default collector;

async function* changeLog(source: Source, now: Date) {
  const until = source.since ? new Date(source.since.getTime() - lateMs).toISOString() : null;
  const most = until === null ? firstPages : pagesMax;
  let token: string | null = null;
  let oldest = now.toISOString();
  for (let count = 0; count < most; count++) {
    const answer = await existing(source, "cloudtrail", "LookupEvents", {
      LookupAttributes: [{ AttributeKey: "ReadOnly", AttributeValue: "false" }],
      MaxResults: pageSize,
      ...(token === null ? {} : { NextToken: token }),
    });
    const page = changesOf(itemsOf(answer ?? {}, "Events"), source.scope);
    const next = answer?.["NextToken"];
    const isEnd = typeof next !== "string" || next === "" || next === token;
    oldest = page.oldest !== null && page.oldest < oldest ? page.oldest : oldest;
    const logReadFrom = isEnd ? new Date(now.getTime() - keptDays * 86_400_000).toISOString() : oldest;
    yield { resources: [], relationships: [], changes: page.changes, logReadFrom };
    if (isEnd || (until !== null && oldest < until)) return;
    token = next;
  }
}
