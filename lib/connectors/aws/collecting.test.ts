import { describe, expect, test } from "vitest";
import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing } from "./existing.ts";
import { textOf } from "./listed.ts";
import {
  allItems,
  asAnswer,
  detail,
  detailItems,
  itemsOf,
  markUnknown,
  pages,
  type Unknowns,
} from "./pages.ts";
import { tagsOf } from "./tags.ts";
import { toTags } from "./to-tags.ts";

type Input = Readonly<Record<string, unknown>>;
const source = (answer: (input: Input, call: string) => unknown): Source => ({
  scope: { account: "111122223333", region: "eu-west-1" },
  signal: new AbortController().signal,
  call: async (service, operation, input = {}) => answer(input, `${service}:${operation}`),
});
const refusing = (reason: ProviderError["reason"]) =>
  source(() => {
    throw new ProviderError(reason, { service: "s3", operation: "List" }, reason, "s3:List");
  });
const bucket = (key: string): Resource => ({
  key,
  type: "aws.s3.bucket",
  name: key,
  account: "111122223333",
  region: null,
  tags: {},
  properties: { kmsKey: null, logBucket: null, refusesPlainHttp: false },
  facets: {
    publicRead: true,
    publicWrite: false,
    blocksPublicAccess: false,
    publicNetwork: true,
    keyAuthentication: false,
    encryption: "none",
    versioning: false,
    accessLogging: false,
    externalPrincipals: [],
  },
});

describe("pages", () => {
  const listed = async (
    answer: (input: Input) => unknown,
    tokens = { request: "Marker", response: "NextMarker" },
  ) => {
    const found: unknown[] = [];
    for await (const page of pages(source(answer), "kms", "ListKeys", { Limit: 2 }, tokens))
      found.push(...itemsOf(page, "Keys"));
    return found;
  };

  test("are asked for by the service's own names, and each with the first input", async () => {
    const inputs: Input[] = [];
    const found = await listed((input) => {
      inputs.push(input);
      return inputs.length < 3 ? { Keys: [inputs.length], NextMarker: `m${inputs.length}` } : { Keys: [3] };
    });
    expect(found).toEqual([1, 2, 3]);
    expect(inputs).toEqual([{ Limit: 2 }, { Limit: 2, Marker: "m1" }, { Limit: 2, Marker: "m2" }]);
  });

  test.each<[string, object]>([
    ["no token", { Keys: [1] }],
    ["an empty token", { Keys: [1], NextMarker: "" }],
    ["a token that is null", { Keys: [1], NextMarker: null }],
    ["a token that is no text", { Keys: [1], NextMarker: 7 }],
    ["a token under another name", { Keys: [1], NextToken: "2", Truncated: true }],
  ])("end with %s", async (_, answer) => {
    expect(await listed(() => answer)).toEqual([1]);
  });

  test("go on over an empty page with a token", async () => {
    expect(await listed(({ Marker }) => (Marker ? { Keys: [1] } : { NextMarker: "2" }))).toEqual([1]);
  });

  test("that go round in a circle of two are ended by their number", async () => {
    let count = 0;
    const circling = listed(() => ({ Keys: [], NextMarker: ["a", "b"][count++ % 2] }));
    await expect(circling).rejects.toMatchObject({
      reason: "malformed",
      message: expect.stringMatching(/10000 pages/),
    });
    expect(count).toBe(10_000);
  });

  test.each([null, undefined, "text", 7, true, [{ Keys: [1] }]])(
    "that are %j are malformed",
    async (answer) => {
      await expect(listed(() => answer)).rejects.toMatchObject({ reason: "malformed", call: "kms:ListKeys" });
    },
  );

  test("whose list is no list hold nothing", () => {
    for (const Keys of [undefined, null, "abc", { length: 2 }, 7])
      expect(itemsOf({ Keys }, "Keys")).toEqual([]);
    expect(itemsOf({}, "constructor")).toEqual([]);
  });

  test("of a later page that fails end with that failure, not with half a list", async () => {
    const half = source(({ NextToken }) => {
      if (!NextToken) return { Items: [1], NextToken: "2" };
      throw new ProviderError("throttled", { service: "x", operation: "List" }, "slow down");
    });
    await expect(allItems(half, "x", "List", "Items")).rejects.toMatchObject({ reason: "throttled" });
    const unknowns: Unknowns = {};
    expect(
      await detailItems(half, { service: "x", operation: "List", list: "Items", input: {} }, unknowns, [
        "facets.a",
      ]),
    ).toEqual([]);
    expect(unknowns).toMatchObject({ "facets.a": { reason: "throttled" } });
  });
});

describe("a call about one thing", () => {
  const reasons = ["denied", "throttled", "failed", "malformed", "unsupported", "not-recorded"] as const;
  test.each(reasons)(
    "that was %s leaves its facts unknown, with the permission that would tell",
    async (reason) => {
      const unknowns: Unknowns = {};
      expect(await detail(refusing(reason), "s3", "List", {}, unknowns, ["facets.a", "tags"])).toBeNull();
      const unknown = { reason, call: "s3:List", permission: "s3:List", message: reason };
      expect(unknowns).toEqual({ "facets.a": unknown, tags: unknown });
    },
  );

  test("that found nothing leaves nothing unknown", async () => {
    const unknowns: Unknowns = {};
    expect(await detail(refusing("not-found"), "s3", "List", {}, unknowns, ["facets.a"])).toBeNull();
    expect(await existing(refusing("not-found"), "s3", "List", {})).toBeNull();
    expect(unknowns).toEqual({});
  });

  test.each(["denied", "throttled", "failed"] as const)(
    "without which nothing is known is thrown, if %s",
    async (reason) => {
      await expect(existing(refusing(reason), "s3", "List", {})).rejects.toMatchObject({ reason });
    },
  );

  test("is not taken for a gap where the defect is ours", async () => {
    const broken = source(() => {
      throw new TypeError("a defect");
    });
    await expect(detail(broken, "s3", "List", {}, {}, ["facets.a"])).rejects.toThrow("a defect");
    await expect(existing(broken, "s3", "List", {})).rejects.toThrow("a defect");
  });

  test("gives the first reason, which is closest to the cause", () => {
    const unknowns: Unknowns = {};
    const because = (message: string) => ({
      reason: "denied" as const,
      call: "c",
      permission: null,
      message,
    });
    markUnknown(unknowns, ["a"], because("first"));
    markUnknown(unknowns, ["a", "b"], because("second"));
    expect([unknowns["a"]?.message, unknowns["b"]?.message]).toEqual(["first", "second"]);
  });

  test.each([[null], ["x"], [[]]])("answered by %j is malformed", (answer) => {
    expect(() => asAnswer(answer, { service: "s3", operation: "List" })).toThrow(ProviderError);
  });
});

describe("records", () => {
  const record = z.object({ Name: z.string() });
  const normalize = (raw: unknown): Batch => ({
    resources: [bucket(record.parse(raw).Name)],
    relationships: [],
  });

  test("that do not fit are counted with the call and the place, and the others kept", () => {
    const { resources, unparsed } = batchOf(
      "s3:List",
      [{ Name: "a" }, { Name: 7 }, null, { Name: "b" }],
      normalize,
    );
    expect(resources.map(({ key }) => key)).toEqual(["a", "b"]);
    expect(unparsed).toEqual([
      { call: "s3:List", message: expect.stringMatching(/^Name: .*string/) },
      { call: "s3:List", message: expect.stringMatching(/^: .*object/) },
    ]);
  });

  test("that were already counted further in stay counted", () => {
    const inner = { call: "x", message: "y" };
    const { unparsed } = batchOf("s3:List", [1], () => ({
      resources: [],
      relationships: [],
      unparsed: [inner],
    }));
    expect(unparsed).toEqual([inner]);
  });

  test("are not skipped over a defect of ours", () => {
    expect(() =>
      batchOf("s3:List", [1], () => {
        throw new TypeError("a defect");
      }),
    ).toThrow("a defect");
  });

  test("without a field nothing more can be asked about end the listing", () => {
    expect(textOf({ id: "a" }, "id", "x:List")).toBe("a");
    for (const entry of [{}, { id: "" }, { id: 7 }, { id: null }, null, undefined, "a", []])
      expect(() => textOf(entry, "id", "x:List")).toThrow(
        expect.objectContaining({ reason: "malformed", call: "x:List" }),
      );
  });
});

describe("a resource with unknown facts", () => {
  const because = { reason: "denied" as const, call: "s3:Get", permission: "s3:Get", message: "no" };
  test("is without them, and says which they are", () => {
    const known = bucket("b");
    const { facets, properties, unknown } = withUnknowns(known, {
      "facets.publicRead": because,
      "properties.kmsKey": because,
      tags: because,
    });
    expect(facets).not.toHaveProperty("publicRead");
    expect(properties).not.toHaveProperty("kmsKey");
    expect(Object.keys(facets)).toHaveLength(Object.keys(known.facets).length - 1);
    expect(unknown).toEqual({ "facets.publicRead": because, "properties.kmsKey": because, tags: because });
  });

  test("that are none is left as it is", () => {
    const known = bucket("b");
    expect(withUnknowns(known, {})).toBe(known);
  });
});

describe("work in turn", () => {
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  test("keeps the order and runs no more at a time than allowed", async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrently([5, 1, 4, 2, 3, 0, 6], 3, async (item) => {
      most = Math.max(most, ++running);
      for (let turn = 0; turn < item; turn++) await settled();
      running--;
      return item * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30, 0, 60]);
    expect(most).toBe(3);
  });

  test.each([
    [[], 4],
    [[1], 4],
    [[1, 2, 3], 1],
    [[1, 2, 3], 100],
  ])("of %j at most %i at a time is all done", async (items, limit) => {
    expect(await mapConcurrently(items, limit, async (item) => item)).toEqual(items);
  });

  test("begins nothing more once one has failed", async () => {
    const begun: number[] = [];
    const items = Array.from({ length: 100 }, (_, at) => at);
    const working = mapConcurrently(items, 4, async (item) => {
      begun.push(item);
      await settled();
      if (item === 1) throw new ProviderError("denied", { service: "s3", operation: "Get" }, "no");
      return item;
    });
    await expect(working).rejects.toMatchObject({ reason: "denied" });
    const atFailure = begun.length;
    for (let turn = 0; turn < 20; turn++) await settled();
    expect(begun.length).toBe(atFailure);
    expect(atFailure).toBeLessThan(10);
  });
});

describe("tags", () => {
  test.each<[string, unknown, Record<string, string>]>([
    ["pairs in capitals", [{ Key: "a", Value: "1" }], { a: "1" }],
    ["pairs in small letters", [{ key: "a", value: "1" }], { a: "1" }],
    ["pairs as KMS writes them", [{ TagKey: "a", TagValue: "1" }], { a: "1" }],
    ["a map", { a: "1", b: "2" }, { a: "1", b: "2" }],
    ["a key without a value", [{ Key: "a" }], { a: "" }],
    ["an empty value", [{ Key: "a", Value: "" }], { a: "" }],
    [
      "the later of two of one key",
      [
        { Key: "a", Value: "1" },
        { Key: "a", Value: "2" },
      ],
      { a: "2" },
    ],
    ["no tags", [], {}],
    ["nothing", undefined, {}],
    ["null", null, {}],
    ["a text", "team=claims", {}],
    ["a number", 7, {}],
    ["pairs that are none", [null, "a", 7, [], {}, { Value: "1" }], {}],
    [
      "values that are no texts",
      [
        { Key: "a", Value: 7 },
        { Key: 7, Value: "a" },
      ],
      {},
    ],
    ["members that are no texts", { a: 7, b: null, c: ["x"] }, {}],
  ])("are read from %s", (_, raw, tags) => {
    expect(toTags(raw)).toEqual(tags);
  });

  test("named like a prototype are tags, and nothing else", () => {
    const tags = toTags([
      { Key: "__proto__", Value: "x" },
      { Key: "toString", Value: "y" },
    ]);
    expect(Object.entries(tags)).toEqual([
      ["__proto__", "x"],
      ["toString", "y"],
    ]);
    expect(Object.getPrototypeOf(tags)).toBe(Object.prototype);
  });

  test.each(["tags", "Tags", "TagList"])("are found under %s", async (member) => {
    const answering = source(() => ({ [member]: [{ Key: "a", Value: "1" }] }));
    expect(await tagsOf(answering, "x", "ListTags", {}, {})).toEqual({ a: "1" });
  });

  test("that may not be read are unknown", async () => {
    const unknowns: Unknowns = {};
    expect(await tagsOf(refusing("denied"), "x", "ListTags", {}, unknowns)).toEqual({});
    expect(unknowns).toMatchObject({ tags: { reason: "denied" } });
  });
});

test("relationships lead once to each target that is there", () => {
  expect(edgesFrom("a")("logs-to", "b", null, undefined, "", "c", "b")).toEqual([
    { from: "a", kind: "logs-to", to: "b" },
    { from: "a", kind: "logs-to", to: "c" },
  ]);
});
