import { beforeAll, describe, expect, test } from "vitest";

import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";
import { demoRecording } from "#tests/support/demo-recording.ts";
import { collectAll } from "../collect-all.ts";
import { replay, type RecordedCall } from "../recording.ts";
import aws from "./connector.ts";
import { explorerTypes } from "./explorer-types.ts";
import { sparingEmptyListings } from "./resource-explorer.ts";

const account = "111122223333";
const home = "eu-west-1";
const { signal } = new AbortController();
const now = () => Date.parse("2026-11-16T06:00:00.000Z");
const old = "2026-01-01T00:00:00.000Z";
const supported = Object.values(explorerTypes).flat();
const resource = (Region: string, ResourceType: string, OwningAccountId = account) => ({
  Region,
  ResourceType,
  OwningAccountId,
});
const shown = (...Resources: object[]) => ({ Resources });
type Answers = Record<string, unknown>;
const explorer = (ListResources: unknown): Answers => ({
  ListIndexes: {
    Indexes: [
      { Region: home, Type: "AGGREGATOR" },
      { Region: "eu-central-1", Type: "LOCAL" },
    ],
  },
  GetIndex: { State: "ACTIVE", CreatedAt: old, LastUpdatedAt: old, ReplicatingFrom: ["eu-central-1"] },
  GetDefaultView: { ViewArn: "arn:view" },
  GetView: { View: { Scope: `arn:aws:iam::${account}:root`, Filters: { FilterString: "" } } },
  ListSupportedResourceTypes: { ResourceTypes: supported.map((ResourceType) => ({ ResourceType })) },
  ListResources,
});

/** Answers as the explorer and passes on all else; every call is kept. */
function world(answers: Answers, rest: Transport) {
  const asked: ProviderCall[] = [];
  const inner: Transport = async (call, given) => {
    asked.push(call);
    if (call.service !== "resource-explorer-2") return rest(call, given);
    const answer = answers[call.operation];
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? (answer as (call: ProviderCall) => unknown)(call) : answer;
  };
  return { asked, transport: sparingEmptyListings(inner, now) };
}

describe("the demo account with an index over its regions", () => {
  let calls: RecordedCall[];
  beforeAll(async () => {
    calls = await demoRecording("aws");
  });

  /** What is shown of a region: its index, and each type of which a listing there holds anything. */
  const inRegion = ({ input }: ProviderCall) => {
    const region = JSON.stringify(input["Filters"]).replace(/.*region:([a-z0-9-]+).*/, "$1");
    const listed = calls.filter(
      (call) => call.region === region && Object.values(call.output ?? {}).some(isFilledList),
    );
    const types = listed.flatMap(({ service, operation }) => explorerTypes[`${service}:${operation}`] ?? []);
    return shown(
      resource(region, "resource-explorer-2:index"),
      ...types.map((type) => resource(region, type)),
    );
  };
  const isFilledList = (value: unknown) => Array.isArray(value) && value.length > 0;

  test("shows the same resources and relationships by fewer calls", async () => {
    const without = world({}, replay(calls));
    const { resources, relationships, gaps } = await collectAll(aws, without.transport, signal);
    const sparing = world(explorer(inRegion), replay(calls));
    const collected = await collectAll(aws, sparing.transport, signal);
    expect(collected.resources).toEqual(resources);
    expect(collected.relationships).toEqual(relationships);
    expect(collected.gaps).toEqual(gaps);
    const toExplorer = sparing.asked.filter(({ service }) => service === "resource-explorer-2").length;
    // Once for the account, and twice for each region.
    expect(toExplorer).toBe(5 + 2 * 2);
    const spared = without.asked.length - 1 - (sparing.asked.length - toExplorer);
    expect(spared).toBeGreaterThan(25);
    expect(sparing.asked.length).toBeLessThan(without.asked.length);
  });
});

describe("a listing is asked for as ever", () => {
  const listing = {
    account,
    region: "eu-central-1",
    service: "dynamodb",
    operation: "ListTables",
    input: {},
  };
  const index = resource("eu-central-1", "resource-explorer-2:index");
  const whole = explorer(shown(index));
  const isAsked = async (answers: Answers, call: ProviderCall = listing) => {
    const { asked, transport } = world(answers, async () => ({ TableNames: ["t"] }));
    await transport(call, signal);
    return asked.some(({ service }) => service === call.service);
  };
  const refusal = new ProviderError("denied", { service: "resource-explorer-2", operation: "x" }, "no");
  const young = { State: "ACTIVE", CreatedAt: "2026-11-15T06:00:00.000Z", ReplicatingFrom: ["eu-central-1"] };

  test("but where everything says that there is nothing", async () => {
    expect(await isAsked(whole)).toBe(false);
  });

  test.each<[string, Answers]>([
    [
      "a thing of its type is there",
      { ListResources: shown(index, resource("eu-central-1", "dynamodb:table")) },
    ],
    ["nothing is shown of the region at all", { ListResources: shown() }],
    ["what is shown is of another account", { ListResources: shown({ ...index, OwningAccountId: "1" }) }],
    ["there is too much to read", { ListResources: { ...shown(index), NextToken: "on and on" } }],
    [
      "a thing of its type is on the next page",
      {
        ListResources: ({ input }: ProviderCall) =>
          input["NextToken"]
            ? shown(resource("eu-central-1", "dynamodb:table"))
            : { ...shown(index), NextToken: "2" },
      },
    ],
    ["no index gathers all regions", { ListIndexes: { Indexes: [{ Region: home, Type: "LOCAL" }] } }],
    ["there is no index", { ListIndexes: {} }],
    ["the index is young", { GetIndex: young }],
    [
      "the index gathers all regions since yesterday",
      {
        GetIndex: { ...young, CreatedAt: old, LastUpdatedAt: "2026-11-15T06:00:00.000Z" },
      },
    ],
    ["the index is being made", { GetIndex: { ...young, CreatedAt: old, State: "CREATING" } }],
    ["the index does not gather this region", { GetIndex: { State: "ACTIVE", CreatedAt: old } }],
    [
      "the view is narrowed",
      {
        GetView: { View: { Scope: "arn:aws:iam::1:root", Filters: { FilterString: "tag:all" } } },
      },
    ],
    ["there is no view", { GetDefaultView: {} }],
    [
      "it knows nothing of the type",
      { ListSupportedResourceTypes: { ResourceTypes: [{ ResourceType: "s3:bucket" }] } },
    ],
    ...Object.keys(whole).map((name): [string, Answers] => [`${name} is denied`, { [name]: refusal }]),
    ...Object.keys(whole).map((name): [string, Answers] => [`${name} is malformed`, { [name]: "<html>" }]),
  ])("where %s", async (_, answers) => {
    expect(await isAsked({ ...whole, ...answers })).toBe(true);
  });

  test("where it shows more than things of a type, or belongs to no region", async () => {
    expect(await isAsked(whole, { ...listing, operation: "DescribeTable" })).toBe(true);
    expect(await isAsked(whole, { ...listing, service: "s3", operation: "ListBuckets", region: null })).toBe(
      true,
    );
  });
});
