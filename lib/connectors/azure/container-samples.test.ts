import { expect, test } from "vitest";

import { collectAzure, denied, graphRows, idOf, list, type Answers } from "#tests/support/recorded-azure.ts";
import { storageAccounts } from "./storage-accounts.ts";

const type = "microsoft.storage/storageaccounts";
const id = idOf("Microsoft.Storage/storageAccounts", "claimsdata");
const collect = (tags: Record<string, string>, metadata: object | null, answers: Answers = {}) =>
  collectAzure(storageAccounts, {
    "Microsoft.ResourceGraph/Resources": graphRows(
      // Safe because rows are told apart by their type alone.
      { id, name: "claimsdata", type, location: "westeurope", kind: "StorageV2", tags, properties: {} } as {
        type: string;
      },
    ),
    "Microsoft.Storage/BlobContainers_List": list({
      id: `${id}/blobServices/default/containers/letters`,
      name: "letters",
      properties: { publicAccess: "None", metadata },
    }),
    ...answers,
  });
const allowed = { "nacre:sample": "yes" };
const blobs = (...names: string[]) => ({ blobs: names.map((name) => ({ name, size: 10 })) });
const refuse = () => {
  throw new Error("It was asked for what it holds");
};

test("a container whose owner said nothing, or said no for it alone, is not looked into", async () => {
  for (const [tags, metadata] of [
    [{}, null],
    [allowed, { nacre_sample: "no" }],
  ] as const) {
    const { get } = await collect(tags, metadata, { "Microsoft.Storage/Blobs_List": refuse });
    expect(get("letters").properties).toMatchObject({ sample: null });
  }
});

test("one whose owner said yes is told by counts alone", async () => {
  const asked: unknown[] = [];
  const { get } = await collect(allowed, null, {
    "Microsoft.Storage/Blobs_List": blobs("a/1.csv", "2.bin", "..", "a/../b", "/x"),
    "Microsoft.Storage/Blobs_Get": (input) => {
      asked.push([input["accountName"], input["container"], input["blob"]]);
      return input["blob"] === "2.bin"
        ? { bytes: 10, isText: false, counts: {} }
        : { bytes: 10, isText: true, counts: { iban: 2 } };
    },
  });
  expect(get("letters").properties).toMatchObject({
    sample: { objectCount: 2, unreadCount: 1, sizeBytes: 20, counts: { iban: 2 } },
  });
  expect(asked).toEqual([
    ["claimsdata", "letters", "a/1.csv"],
    ["claimsdata", "letters", "2.bin"],
  ]);
});

test("a connection that does not allow it answers that there is nothing, and a denial is a gap", async () => {
  const none = await collect(allowed, null);
  expect(none.get("letters").properties).toMatchObject({ sample: null });
  expect(none.get("letters").unknown?.["properties.sample"]).toBeUndefined();
  const refused = await collect(allowed, null, { "Microsoft.Storage/Blobs_List": denied("blobs/read") });
  expect(refused.get("letters").unknown).toMatchObject({
    "properties.sample": { reason: "denied", permission: "blobs/read" },
  });
});
