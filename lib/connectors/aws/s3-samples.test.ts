import { describe, expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Source } from "#lib/domain/connector.ts";
import type { Unknowns } from "./pages.ts";
import { sampleOf } from "./s3-samples.ts";
import { refuseContent, scanObject } from "./scan-object.ts";

const tagged = (Value: string) => ({ TagSet: [{ Key: "nacre:sample", Value }] });

async function sample(
  answer: (operation: string, input: Record<string, unknown>) => unknown,
  tagging = tagged("yes"),
) {
  const asked: string[] = [];
  const unknowns: Unknowns = {};
  const source: Source = {
    scope: { account: "111122223333", region: null },
    signal: new AbortController().signal,
    call: async (_, operation, input = {}) => {
      asked.push(operation);
      return answer(operation, input);
    },
  };
  return { value: await sampleOf(source, "claims", tagging, unknowns), asked, unknowns };
}
const object = (text: string) => ({
  Body: { transformToByteArray: async () => new TextEncoder().encode(text) },
});
const listing = (count: number) => ({
  Contents: Array.from({ length: count }, (_, at) => ({ Key: `k${at}`, Size: 10 })),
});

describe("a sample of a bucket", () => {
  test("reads nothing where the owner did not say yes", async () => {
    for (const tagging of [null, tagged("no"), { TagSet: [] }]) {
      const { value, asked } = await sample(() => listing(1), tagging ?? { TagSet: [] });
      expect([value, asked]).toEqual([null, []]);
    }
  });

  test("adds up what each object's detectors counted, and says what was no text", async () => {
    const { value } = await sample((operation) =>
      operation === "ListObjectsV2" ? listing(3) : { bytes: 10, isText: true, counts: { iban: 2 } },
    );
    expect(value).toEqual({ objectCount: 3, unreadCount: 0, sizeBytes: 30, counts: { iban: 6 } });
  });

  test("is bounded, and taken from all over the listing", async () => {
    const keys: unknown[] = [];
    const { value } = await sample((operation, { Key }) => {
      if (operation === "ListObjectsV2") return listing(500);
      keys.push(Key);
      return { bytes: 1, isText: false, counts: {} };
    });
    expect(value).toMatchObject({ objectCount: 20, unreadCount: 20 });
    expect([keys[0], keys.at(-1)]).toEqual(["k0", "k475"]);
  });

  test("a connection that does not allow it answers that there is nothing, which is no gap", async () => {
    const call = { account: "1", region: null, service: "s3", input: {} };
    const { value, unknowns } = await sample((operation) => {
      refuseContent({ ...call, operation }, false);
      return listing(1);
    });
    expect([value, unknowns]).toEqual([null, {}]);
    expect(() => refuseContent({ ...call, operation: "GetObject" }, true)).not.toThrow();
    expect(() => refuseContent({ ...call, operation: "ListBuckets" }, false)).not.toThrow();
  });

  test("a denial is a gap that names the permission", async () => {
    const { unknowns } = await sample((operation) => {
      const call = { account: "1", region: null, service: "s3", operation, input: {} };
      throw new ProviderError("denied", call, "no", "s3:ListBucket");
    });
    expect(unknowns["properties.sample"]).toMatchObject({ reason: "denied", permission: "s3:ListBucket" });
  });
});

describe("an object at the seam", () => {
  test("leaves counts and none of its text", async () => {
    const scanned = await scanObject(object("name,iban\nJo,DE89 3704 0044 0532 0130 00\n"));
    expect(scanned).toEqual({ bytes: 41, isText: true, counts: { iban: 1 } });
  });

  test("what is no text is counted and not read", async () => {
    expect(await scanObject(object("a\u0000b"))).toEqual({ bytes: 3, isText: false, counts: {} });
  });

  test("no more is looked at than was asked for", async () => {
    const long = `${" ".repeat(70_000)}DE89370400440532013000`;
    expect(await scanObject(object(long))).toEqual({ bytes: 65_536, isText: true, counts: {} });
  });

  test("a sign cut in two is no reason to give up", async () => {
    const { isText } = await scanObject(object(`${"a".repeat(65_535)}é`));
    expect(isText).toBe(true);
  });
});
