import { describe, expect, test } from "vitest";
import { z } from "zod";

import type { Batch, Collector, Connector, Source } from "#lib/domain/connector.ts";
import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { sampleResource } from "#lib/domain/sample-resource.ts";
import { collectAll, graphOf, scopesOf } from "./collect-all.ts";
import { runCollection, toUnknown } from "./run-collection.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const never = new AbortController().signal;
const bucket = (name: string) => sampleResource("data-store", name, {}, { type: "aws.s3.bucket", ...scope });
const batch = (count: number, unparsedCount = 0): Batch => ({
  resources: Array.from({ length: count }, (_, at) => bucket(`bucket-${at}`)),
  relationships: [],
  unparsed: Array.from({ length: unparsedCount }, (_, at) => ({ call: "s3:List", message: `record ${at}` })),
});
const collectorOf = (
  collect: (source: Source) => AsyncIterable<Batch>,
  more: Partial<Collector> = {},
): Collector => ({
  id: "buckets",
  title: "Buckets",
  per: "region",
  produces: ["aws.s3.bucket"],
  permissions: ["s3:List"],
  collect,
  ...more,
});
const yielding = (...batches: Batch[]) =>
  collectorOf(async function* () {
    yield* batches;
  });
const silent: Transport = async () => ({});
const run = (collector: Collector, transport: Transport = silent, signal = never) =>
  runCollection(transport, collector, scope, signal, () => undefined);
/** Sees some of the estate and then ends with this error. */
const breaking = (error: unknown) =>
  collectorOf(async function* (source) {
    await source.call("s3", "List");
    yield batch(3);
    throw error;
  });
const list = { service: "s3", operation: "List" };

describe("how a collection ends", () => {
  test("complete, with what it saw", async () => {
    expect(await run(yielding(batch(2), batch(0), batch(1)))).toEqual({
      state: "complete",
      unknown: null,
      resourceCount: 3,
      callCount: 0,
      unparsed: [],
    });
  });

  test("complete where there is nothing", async () => {
    expect(await run(yielding())).toMatchObject({ state: "complete", resourceCount: 0 });
  });

  test.each([
    ["denied", "denied", "denied"],
    ["throttled", "failed", "throttled"],
    ["failed", "failed", "failed"],
    ["malformed", "failed", "malformed"],
    ["unsupported", "failed", "unsupported"],
    ["not-recorded", "failed", "not-recorded"],
    ["not-found", "failed", "failed"],
  ] as const)("a call that is %s ends it as %s, because %s", async (reason, state, unknown) => {
    expect(await run(breaking(new ProviderError(reason, list, "no", "s3:List")))).toMatchObject({
      state,
      resourceCount: 3,
      unknown: { reason: unknown, call: "s3:List", permission: "s3:List", message: "no" },
    });
  });

  test("a record that fits no schema outside of a batch ends it as malformed, with the last call", async () => {
    const { error } = z.object({ Name: z.string() }).safeParse({});
    expect(await run(breaking(error))).toMatchObject({
      state: "failed",
      unknown: {
        reason: "malformed",
        call: "s3:List",
        permission: null,
        message: expect.stringContaining("Name"),
      },
    });
  });

  test("credentials that expired end the sync, not one collection", async () => {
    const error = new ProviderError("expired-credentials", list, "expired");
    await expect(run(breaking(error))).rejects.toBe(error);
  });

  test("a defect of ours is thrown, not shown as a gap", async () => {
    const defect = new TypeError("undefined is not a function");
    await expect(run(breaking(defect))).rejects.toBe(defect);
  });
});

describe("records that could not be read", () => {
  test.each([
    [100, 1, "partial"],
    [100, 5, "partial"],
    [95, 5, "partial"],
    [94, 6, "failed"],
    [19, 1, "partial"],
    [18, 1, "failed"],
    [0, 1, "failed"],
    [1, 1, "failed"],
  ])("of %i read and %i not, the collection is %s", async (read, unread, state) => {
    expect((await run(yielding(batch(read, unread)))).state).toBe(state);
  });

  test("are counted over all batches, and the first is the reason", async () => {
    const outcome = await run(yielding(batch(30), batch(0, 1), batch(0, 1)));
    expect(outcome).toMatchObject({
      state: "failed",
      unknown: { reason: "malformed", call: "s3:List", message: "record 0" },
    });
    expect(outcome.unparsed).toHaveLength(2);
  });
});

describe("calls", () => {
  test("are bound to the scope, counted, and without an input are asked with an empty one", async () => {
    const seen: ProviderCall[] = [];
    const collector = collectorOf(async function* (source) {
      await source.call("s3", "List");
      await source.call("s3", "Get", { Bucket: "b" });
      yield batch(0);
    });
    const outcome = await run(collector, async (call) => {
      seen.push(call);
      return {};
    });
    expect(outcome.callCount).toBe(2);
    expect(seen).toEqual([
      { ...scope, service: "s3", operation: "List", input: {} },
      { ...scope, service: "s3", operation: "Get", input: { Bucket: "b" } },
    ]);
  });

  test("that were answered before one failed have been handed on", async () => {
    const seen: number[] = [];
    await runCollection(silent, breaking(new ProviderError("denied", list, "no")), scope, never, (one) => {
      seen.push(one.resources.length);
    });
    expect(seen).toEqual([3]);
  });
});

describe("an abort", () => {
  test("is thrown, and nothing is asked after it", async () => {
    const aborting = new AbortController();
    let calls = 0;
    const collector = collectorOf(async function* (source) {
      for (;;) {
        await source.call("s3", "List");
        yield batch(1);
      }
    });
    const transport: Transport = async () => {
      if (++calls === 3) aborting.abort(new Error("stopped by Ann"));
      return {};
    };
    await expect(run(collector, transport, aborting.signal)).rejects.toThrow("stopped by Ann");
    expect(calls).toBe(3);
  });

  test("before it began asks nobody", async () => {
    let calls = 0;
    const collector = collectorOf(async function* (source) {
      await source.call("s3", "List");
      yield batch(1);
    });
    const transport: Transport = async () => ++calls;
    await expect(run(collector, transport, AbortSignal.abort(new Error("too late")))).rejects.toThrow(
      "too late",
    );
    expect(calls).toBe(0);
  });

  test("keeps a batch that came late from being written", async () => {
    const aborting = new AbortController();
    const written: Batch[] = [];
    const collector = collectorOf(async function* () {
      aborting.abort(new Error("stopped"));
      yield batch(1);
    });
    const running = runCollection(silent, collector, scope, aborting.signal, (one) => {
      written.push(one);
    });
    await expect(running).rejects.toThrow("stopped");
    expect(written).toEqual([]);
  });
});

test("what a batch's writer throws is thrown on: a lost database is no gap of the provider's", async () => {
  const lost = new Error("connection terminated");
  const running = runCollection(silent, yielding(batch(1)), scope, never, () => {
    throw lost;
  });
  await expect(running).rejects.toBe(lost);
});

test.each([
  ["not-found", "failed"],
  ["expired-credentials", "failed"],
  ["denied", "denied"],
  ["unsupported", "unsupported"],
] as const)("an error of reason %s leaves a gap of reason %s", (reason, expected) => {
  expect(toUnknown(new ProviderError(reason, list, "words", "s3:List"))).toEqual({
    reason: expected,
    call: "s3:List",
    permission: "s3:List",
    message: "words",
  });
});

describe("all collectors over all scopes", () => {
  const connectorOf = (collectors: readonly Collector[], regions: readonly string[]): Connector => ({
    id: "aws",
    title: "Fake",
    credentials: z.strictObject({}),
    connect: async () => silent,
    scopes: async () => regions.map((region) => ({ account: scope.account, region })),
    collectors,
    setup: () => [],
  });
  const perAccount = collectorOf(
    async function* (source) {
      yield { resources: [bucket(`account ${source.scope.region}`)], relationships: [] };
    },
    { id: "per-account", per: "account" },
  );
  const perRegion = collectorOf(
    async function* (source) {
      yield { resources: [bucket(`region ${source.scope.region}`)], relationships: [] };
    },
    { id: "per-region" },
  );

  test("run once for the account or once for each region", async () => {
    const { resources, collections } = await collectAll(
      connectorOf([perAccount, perRegion], ["eu-west-1", "us-east-1"]),
      silent,
      never,
    );
    expect(resources.map(({ key }) => key)).toEqual(["account null", "region eu-west-1", "region us-east-1"]);
    expect(collections.map(({ collectorId }) => collectorId)).toEqual([
      "per-account",
      "per-region",
      "per-region",
    ]);
  });

  test("leave a gap for what failed, in its region alone, and go on", async () => {
    const flaky = collectorOf(
      async function* (source) {
        if (source.scope.region === "us-east-1") throw new ProviderError("denied", list, "no", "s3:List");
        yield { resources: [bucket(`region ${source.scope.region}`)], relationships: [] };
      },
      { id: "flaky" },
    );
    const collected = await collectAll(
      connectorOf([flaky, perAccount], ["eu-west-1", "us-east-1"]),
      silent,
      never,
    );
    expect(collected.gaps).toEqual([
      {
        account: scope.account,
        region: "us-east-1",
        produces: ["aws.s3.bucket"],
        unknown: { reason: "denied", call: "s3:List", permission: "s3:List", message: "no" },
      },
    ]);
    expect(collected.resources).toHaveLength(2);
    expect(graphOf(collected).nodes).toHaveLength(2);
  });

  test("leave unknown only what nobody else can tell, where they say so", async () => {
    const flaky = {
      ...collectorOf(
        async function* () {
          yield { resources: [], relationships: [] };
          throw new ProviderError("denied", list, "no", "s3:List");
        },
        { id: "flaky" },
      ),
      leavesOpen: ["member-of" as const],
    };
    const { gaps } = await collectAll(connectorOf([flaky], ["eu-west-1"]), silent, never);
    expect(gaps.map(({ produces }) => produces)).toEqual([["member-of"]]);
  });

  test("see each account of several once", () => {
    const scopes = [
      { account: "a", region: "r1" },
      { account: "a", region: "r2" },
      { account: "b", region: null },
    ];
    expect(scopesOf("account", scopes)).toEqual([
      { account: "a", region: null },
      { account: "b", region: null },
    ]);
    expect(scopesOf("region", scopes).map(({ region }) => region)).toEqual(["r1", "r2"]);
    expect(scopesOf("account", [])).toEqual([]);
  });

  test("for a whole connection run once, in the same account whatever the order", () => {
    const scopes = [
      { account: "b", region: null },
      { account: "a", region: "r1" },
    ];
    const once = [{ account: "a", region: null }];
    expect(scopesOf("connection", scopes)).toEqual(once);
    expect(scopesOf("connection", scopes.toReversed())).toEqual(once);
    expect(scopesOf("connection", [])).toEqual([]);
  });

  test("see an organization apart from the accounts below it", () => {
    const scopes = [
      { account: "organizations/1", region: null, level: "organization" as const },
      { account: "a", region: null },
      { account: "a", region: "r1" },
    ];
    expect(scopesOf("organization", scopes)).toEqual([{ account: "organizations/1", region: null }]);
    expect(scopesOf("account", scopes)).toEqual([{ account: "a", region: null }]);
    expect(scopesOf("region", scopes).map(({ region }) => region)).toEqual(["r1"]);
  });
});
