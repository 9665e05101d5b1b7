import { expect, test } from "vitest";

import { replay } from "../recording.ts";
import { runCollection } from "../run-collection.ts";
import { cloudtrailTrails, normalizeTrail } from "./cloudtrail-trails.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main";
const raw = { Name: "main", TrailARN: arn, HomeRegion: "eu-west-1", S3BucketName: "acme-audit" };
const normalized = (status: Record<string, unknown> | null) =>
  normalizeTrail({ raw, status, selectors: null, tags: {}, unknowns: {} }, scope).resources[0]?.facets;

test("a trail that exists but was stopped is not enabled", () => {
  expect(normalized({ IsLogging: true })).toMatchObject({ enabled: true });
  expect(normalized({ IsLogging: false })).toMatchObject({ enabled: false });
});

test("a trail over all regions is collected in its home region alone", async () => {
  const call = (region: string, operation: string, input: object, output: object) => ({
    connector: "aws",
    account: scope.account,
    region,
    service: "cloudtrail",
    operation,
    input: { ...input },
    output,
  });
  const regions = ["eu-central-1", "eu-west-1"];
  const calls = [
    ...regions.map((region) =>
      call(region, "DescribeTrails", { includeShadowTrails: true }, { trailList: [raw] }),
    ),
    call("eu-west-1", "GetTrailStatus", { Name: arn }, { IsLogging: true }),
    call("eu-west-1", "GetEventSelectors", { TrailName: arn }, { EventSelectors: [] }),
    call("eu-west-1", "ListTags", { ResourceIdList: [arn] }, { ResourceTagList: [] }),
  ];
  const counts = [];
  for (const region of regions) {
    const outcome = await runCollection(
      replay(calls),
      cloudtrailTrails,
      { ...scope, region },
      AbortSignal.timeout(5_000),
      () => undefined,
    );
    expect(outcome.state).toBe("complete");
    counts.push(outcome.resourceCount);
  }
  expect(counts).toEqual([0, 1]);
});

test("a status that may not be read leaves the trail known and its state unknown", async () => {
  const denied = (operation: string, input: object) => ({
    connector: "aws",
    ...scope,
    service: "cloudtrail",
    operation,
    input: { ...input },
    error: { reason: "denied" as const, message: "AccessDenied", permission: `cloudtrail:${operation}` },
  });
  const calls = [
    {
      ...denied("DescribeTrails", { includeShadowTrails: true }),
      error: undefined,
      output: { trailList: [raw] },
    },
    denied("GetTrailStatus", { Name: arn }),
    denied("GetEventSelectors", { TrailName: arn }),
    denied("ListTags", { ResourceIdList: [arn] }),
  ];
  const unknown: string[] = [];
  const outcome = await runCollection(
    replay(calls),
    cloudtrailTrails,
    scope,
    AbortSignal.timeout(5_000),
    (batch) => {
      unknown.push(...batch.resources.flatMap((resource) => Object.keys(resource.unknown ?? {})));
    },
  );
  expect(outcome.state).toBe("complete");
  expect(unknown).toEqual(expect.arrayContaining(["facets.enabled", "facets.dataEvents"]));
});
