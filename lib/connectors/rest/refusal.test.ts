import { describe, expect, test } from "vitest";

import { nextIn } from "./client.ts";
import { listAfter, listLinked } from "./listing.ts";
import { readRefusal } from "./refusal.ts";

const call = { account: "a", region: null, service: "repos", operation: "list", input: {} };
const now = Date.parse("2026-11-15T08:00:00.000Z");
const at = "2026-11-15T08:00:00.000Z";
const refusal = (status: number, headers: Record<string, string>, body: unknown) =>
  readRefusal(
    "GitHub",
    call,
    { status, headers: new Headers(headers), text: JSON.stringify(body) },
    "metadata: read",
    now,
  );

describe("an answer that is no answer", () => {
  test.each<[string, number, Record<string, string>, unknown, string, number | null]>([
    ["asks to wait", 429, { "retry-after": "7" }, { message: "slow" }, "throttled", 7_000],
    [
      "is at its limit until a time",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1_000 + 30) },
      {},
      "throttled",
      30_000,
    ],
    [
      "names a secondary limit and no time",
      403,
      {},
      { message: "You have exceeded a secondary rate limit" },
      "throttled",
      60_000,
    ],
    ["has none left for some seconds", 429, { ratelimit: '"api";r=0;t=55' }, {}, "throttled", 55_000],
    [
      "is denied",
      403,
      { "x-ratelimit-remaining": "10" },
      { message: "Resource not accessible" },
      "denied",
      null,
    ],
    ["is unknown to the server", 404, {}, { message: "Not Found" }, "not-found", null],
    ["is of a token that ended", 401, {}, { error: { message: "bad key" } }, "expired-credentials", null],
    ["is a fault", 502, {}, "no JSON of an error", "failed", 1_000],
  ])("%s", (_, status, headers, body, reason, wait) => {
    const { error, waitMilliseconds } = refusal(status, headers, body);
    expect([error.reason, waitMilliseconds]).toEqual([reason, wait]);
    expect(error.permission).toBe(reason === "denied" ? "metadata: read" : null);
  });
});

test("the next page is what its address asks for, whichever host it names", () => {
  expect(
    nextIn('<https://evil.example/x?page=2&per_page=100>; rel="next", <https://x/y?page=9>; rel="last"'),
  ).toEqual({
    page: "2",
    per_page: "100",
  });
  expect(nextIn('<https://x/y?page=1>; rel="prev"')).toBeNull();
  expect(nextIn(null)).toBeNull();
});

const paged = (pages: readonly unknown[]) => {
  let asked = 0;
  return { call: async () => pages[Math.min(asked++, pages.length - 1)] };
};

test("pages are followed to the end, and one that leads to itself is refused", async () => {
  const first = { at, next: { page: "2" }, body: [1] };
  const last = { at, next: null, body: [2] };
  const list = (pages: unknown[]) => listLinked(paged(pages), call, { per_page: 100 });
  expect((await list([first, last])).items).toEqual([1, 2]);
  await expect(list([first, first])).rejects.toMatchObject({ reason: "malformed" });
});

test("a cursor goes on after the last record, and one that is missing or stands still is refused", async () => {
  const page = (data: unknown[], has_more: boolean, last_id: string | null) => ({
    at,
    next: null,
    body: { data, has_more, last_id },
  });
  const list = (pages: unknown[]) => listAfter(paged(pages), call, {}, "after");
  expect((await list([page([1], true, "a"), page([2], false, "b")])).items).toEqual([1, 2]);
  await expect(list([page([1], true, null)])).rejects.toMatchObject({ reason: "malformed" });
  await expect(list([page([1], true, "a"), page([1], true, "a")])).rejects.toMatchObject({
    reason: "malformed",
  });
  await expect(list([{}])).rejects.toMatchObject({ reason: "malformed" });
});
