import { expect, test } from "vitest";

import { ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { chosenSubscriptions } from "./chosen-subscriptions.ts";

const signal = new AbortController().signal;
const first = "00000000-0000-4000-8000-000000000001";
const second = "00000000-0000-4000-8000-000000000002";

const tree: Transport = (call) =>
  Promise.resolve({
    value:
      call.input["groupId"] === "prod"
        ? [
            { id: "/g", type: "Microsoft.Management/managementGroups", name: "inner" },
            { id: `/subscriptions/${second}`, type: "/subscriptions", name: second.toUpperCase() },
          ]
        : [],
  });
const failing =
  (reason: ProviderError["reason"]): Transport =>
  (call) =>
    Promise.reject(new ProviderError(reason, call, "no"));

test("nothing named is nothing to narrow to", async () => {
  expect(await chosenSubscriptions(tree, { subscriptionIds: "", managementGroupIds: " " }, signal)).toEqual(
    [],
  );
});

test("what is beneath a group is read, and what is named is added", async () => {
  const named = { subscriptionIds: first, managementGroupIds: "Prod" };
  expect(await chosenSubscriptions(tree, named, signal)).toEqual([first, second]);
});

test("a group with no subscription beneath it is refused, and never means every subscription", async () => {
  await expect(chosenSubscriptions(tree, { managementGroupIds: "empty" }, signal)).rejects.toThrow(
    /No subscription is beneath empty/,
  );
});

test.each([
  ["not-found", /no management group prod/],
  ["denied", /may not read what is beneath/],
] as const)("a group that is %s says what to change", async (reason, message) => {
  await expect(
    chosenSubscriptions(failing(reason), { managementGroupIds: "prod" }, signal),
  ).rejects.toMatchObject({ name: "ConnectionError", message: expect.stringMatching(message) });
});
