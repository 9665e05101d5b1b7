import { expect, test } from "vitest";

import { changesOf } from "./change-entry.ts";

const account = "00000000-0000-4000-8000-000000000001";
const group = `/subscriptions/${account}/resourceGroups/RG-Claims`;
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/stclaims`;
const event = (change: object = {}) => ({
  eventDataId: "b1f2c3d4-0000-4000-8000-000000000009",
  eventTimestamp: "2026-11-16T05:12:09.1234567Z",
  category: { value: "Administrative", localizedValue: "Administrative" },
  operationName: { value: "Microsoft.Storage/storageAccounts/write" },
  resourceId: storage,
  caller: "anna@acme-insurance.example",
  status: { value: "Succeeded" },
  ...change,
});
const targets = (resourceId: string) => changesOf([event({ resourceId })], account).changes[0]?.targets;

test("an operation tells who did what to which resource", () => {
  expect(changesOf([event()], account)).toEqual({
    oldest: "2026-11-16T05:12:09.123Z",
    changes: [
      {
        log: "azure-activity",
        eventId: "b1f2c3d4-0000-4000-8000-000000000009",
        at: "2026-11-16T05:12:09.123Z",
        action: "Microsoft.Storage/storageAccounts/write",
        actor: "anna@acme-insurance.example",
        actorKey: null,
        agent: null,
        targets: [storage.toLowerCase()],
      },
    ],
  });
});

test("a part of a resource and a setting about it are changes of the resource, and of no group", () => {
  expect(targets(`${storage}/blobServices/default`)).toEqual([
    `${storage}/blobServices/default`.toLowerCase(),
    storage.toLowerCase(),
  ]);
  expect(targets(`${storage}/providers/Microsoft.Insights/diagnosticSettings/all`)).toEqual([
    `${storage}/providers/Microsoft.Insights/diagnosticSettings/all`.toLowerCase(),
    storage.toLowerCase(),
  ]);
  expect(targets(group)).toBeUndefined();
});

test("a principal that is named by its id is tied to it", () => {
  const caller = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
  expect(changesOf([event({ caller })], account).changes[0]?.actorKey).toContain(`/principals/${caller}`);
});

test("what has only begun, failed, or read something changed nothing", () => {
  const operation = (value: string) => event({ operationName: { value } });
  const told = [
    event({ status: { value: "Started" } }),
    event({ status: { value: "Failed" } }),
    event({ category: { value: "Policy" } }),
    operation("Microsoft.Storage/storageAccounts/listKeys/action"),
  ];
  expect(changesOf(told, account).changes).toEqual([]);
  const changing = ["Microsoft.X/y/delete", "Microsoft.CognitiveServices/accounts/regenerateKey/action"];
  expect(changesOf(changing.map(operation), account).changes.map(({ action }) => action)).toEqual(changing);
});

test("what names nothing, nobody or no time is left out", () => {
  const odd = [
    null,
    {},
    event({ resourceId: null }),
    event({ caller: null }),
    event({ eventTimestamp: "yesterday" }),
    event({ resourceId: `${storage}/${"a/b/".repeat(5_000)}` }),
  ];
  expect(changesOf(odd, account).changes).toEqual([]);
});
