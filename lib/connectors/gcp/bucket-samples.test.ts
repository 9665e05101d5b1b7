import { expect, test } from "vitest";

import { collectGcp, denied, home, inventoryOf, type Answers } from "#tests/support/recorded-gcp.ts";
import { buckets } from "./buckets.ts";

const bucket = (labels: Record<string, string>) => ({
  name: "//storage.googleapis.com/letters",
  assetType: "storage.googleapis.com/Bucket",
  data: { name: "letters", location: "EUROPE-WEST4", labels },
});
const allowed = { "nacre-sample": "yes" };
const collect = (labels: Record<string, string>, answers: Answers = {}) =>
  collectGcp(buckets, { ...home, "cloudasset:assets.list": inventoryOf(bucket(labels)), ...answers });
const listing = (...names: string[]) => ({ items: names.map((name) => ({ name, size: "10" })) });

test("a bucket whose owner said nothing is not looked into", async () => {
  const refuse = () => {
    throw new Error("It was asked for what it holds");
  };
  const { only } = await collect({ "nacre-sample": "no" }, { "storage:objects.list": refuse });
  expect(only().properties).toMatchObject({ sample: null });
});

test("one whose owner said yes is told by counts alone", async () => {
  const asked: unknown[] = [];
  const { only } = await collect(allowed, {
    "storage:objects.list": listing("a/1.csv", "2.bin", "..", "a/../b"),
    "storage:objects.get": (input) => {
      asked.push(input["object"]);
      return input["object"] === "2.bin"
        ? { bytes: 10, isText: false, counts: {} }
        : { bytes: 10, isText: true, counts: { iban: 2 } };
    },
  });
  expect(only().properties).toMatchObject({
    sample: { objectCount: 2, unreadCount: 1, sizeBytes: 20, counts: { iban: 2 } },
  });
  expect(asked).toEqual(["a/1.csv", "2.bin"]);
});

test("a connection that does not allow it answers that there is nothing, and a denial is a gap", async () => {
  const none = await collect(allowed, { "storage:objects.list": { fails: "not-found" } });
  expect([none.only().properties, none.only().unknown]).toMatchObject([{ sample: null }, undefined]);
  const refused = await collect(allowed, { "storage:objects.list": denied("storage.objects.list") });
  expect(refused.only().unknown).toMatchObject({
    "properties.sample": { reason: "denied", permission: "storage.objects.list" },
  });
});
