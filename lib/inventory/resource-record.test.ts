import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { sampleResource } from "#lib/domain/sample-resource.ts";
import { canonicalJson } from "./canonical-json.ts";
import { toRecord } from "./resource-record.ts";

const bucket = (extra: Parameters<typeof sampleResource>[3] = {}) =>
  sampleResource("data-store", "bucket", { publicRead: false }, extra);

const shuffled = (value: Record<string, unknown>) => Object.fromEntries(Object.entries(value).toReversed());

describe("canonicalJson", () => {
  test("does not depend on the order of members", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test("loses nothing that Postgres can store", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes("u0000"));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("leaves out NUL, and not the text that looks like one", () => {
    expect(canonicalJson({ "a\u0000": "\u0000b\\u0000" })).toBe(String.raw`{"a":"b\\u0000"}`);
  });

  test("leaves out what is undefined, as JSON does", () => {
    expect(canonicalJson({ b: 1, a: undefined })).toBe('{"b":1}');
  });
});

describe("toRecord", () => {
  test("gives equal resources equal hashes", () => {
    expect(toRecord(bucket()).hash).toBe(toRecord(bucket()).hash);
  });

  test.each([
    ["name", { name: "other" }],
    ["account", { account: "999988887777" }],
    ["region", { region: "eu-west-1" }],
    ["tags", { tags: { owner: "ml" } }],
    [
      "what is unknown",
      {
        unknown: { "facets.versioning": { reason: "denied", call: "s3:X", permission: null, message: "no" } },
      },
    ],
  ] as const)("gives a resource that differs in its %s another hash", (_, extra) => {
    expect(toRecord(bucket(extra)).hash).not.toBe(toRecord(bucket()).hash);
  });

  test("leaves derived facts out, which a sync does not own", () => {
    const derived = { exposure: { reach: "anyone" as const, via: [], reasons: [] } };
    expect(toRecord(bucket({ derived })).hash).toBe(toRecord(bucket()).hash);
  });
});
