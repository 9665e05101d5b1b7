import { expect, test } from "vitest";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { allItems, detail, detailItems, type Unknowns } from "./pages.ts";

const source = (answer: (input: Readonly<Record<string, unknown>>) => unknown): Source => ({
  scope: { account: "111122223333", region: "eu-west-1" },
  signal: new AbortController().signal,
  call: async (_service, _operation, input = {}) => answer(input),
});
const failing = (reason: ProviderError["reason"]) =>
  source(() => {
    throw new ProviderError(
      reason,
      { service: "s3", operation: "GetBucketPolicy" },
      "no",
      "s3:GetBucketPolicy",
    );
  });

test("pages concatenate to the whole", async () => {
  const answers = source(({ NextToken }) => (NextToken ? { Items: [3] } : { Items: [1, 2], NextToken: "b" }));
  expect(await allItems(answers, "x", "List", "Items")).toEqual([1, 2, 3]);
});

test("a token that comes twice ends in an error, not in a loop", async () => {
  const answers = source(() => ({ Items: [1], NextToken: "same" }));
  await expect(allItems(answers, "x", "List", "Items")).rejects.toMatchObject({ reason: "malformed" });
});

test("a listing whose parent is gone is empty", async () => {
  expect(await allItems(failing("not-found"), "x", "List", "Items")).toEqual([]);
});

test("an answer that is no object is malformed", async () => {
  await expect(
    allItems(
      source(() => "text"),
      "x",
      "List",
      "Items",
    ),
  ).rejects.toMatchObject({ reason: "malformed" });
});

test("a thing that is not there is null and nothing is unknown", async () => {
  const unknowns: Unknowns = {};
  expect(
    await detail(failing("not-found"), "s3", "GetBucketPolicy", {}, unknowns, ["facets.publicRead"]),
  ).toBeNull();
  expect(unknowns).toEqual({});
});

test("a denied call about one thing makes just its facts unknown", async () => {
  const unknowns: Unknowns = {};
  await detail(failing("denied"), "s3", "GetBucketPolicy", {}, unknowns, ["facets.publicRead"]);
  await detailItems(
    failing("failed"),
    { service: "s3", operation: "GetBucketPolicy", list: "Items", input: {} },
    unknowns,
    ["facets.publicRead", "facets.publicWrite"],
  );
  expect(unknowns).toMatchObject({
    "facets.publicRead": { reason: "denied", permission: "s3:GetBucketPolicy" },
    "facets.publicWrite": { reason: "failed" },
  });
});

test("expired credentials end the sync, whichever call finds out", async () => {
  await expect(detail(failing("expired-credentials"), "s3", "X", {}, {}, ["tags"])).rejects.toMatchObject({
    reason: "expired-credentials",
  });
});
