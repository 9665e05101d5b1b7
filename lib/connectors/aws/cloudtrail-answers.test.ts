import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { eventsOf } from "./cloudtrail-events.ts";
import { cloudtrailTrails } from "./cloudtrail-trails.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const scope = { account: "111122223333", region: "eu-west-1" };

describe("what a trail records", () => {
  const basic = (more: object = {}) => ({
    ReadWriteType: "All",
    IncludeManagementEvents: true,
    DataResources: [],
    ExcludeManagementEventSources: [],
    ...more,
  });
  const advanced = (Name: string, ...fields: [string, object][]) => ({
    Name,
    FieldSelectors: fields.map(([Field, how]) => ({ Field, ...how })),
  });
  const management = (...fields: [string, object][]) =>
    advanced("m", ["eventCategory", { Equals: ["Management"] }], ...fields);
  const data = (type: string, ...fields: [string, object][]) =>
    advanced("d", ["eventCategory", { Equals: ["Data"] }], ["resources.type", { Equals: [type] }], ...fields);
  const none = { managementEvents: "none", dataEventTypes: [], excludedSources: [] };

  test.each<[string, object, object]>([
    [
      "by default: all management events",
      { EventSelectors: [basic()] },
      { ...none, managementEvents: "all" },
    ],
    [
      "only reads",
      { EventSelectors: [basic({ ReadWriteType: "ReadOnly" })] },
      { ...none, managementEvents: "read" },
    ],
    [
      "only writes",
      { EventSelectors: [basic({ ReadWriteType: "WriteOnly" })] },
      { ...none, managementEvents: "write" },
    ],
    [
      "reads by one and writes by another",
      { EventSelectors: [basic({ ReadWriteType: "ReadOnly" }), basic({ ReadWriteType: "WriteOnly" })] },
      { ...none, managementEvents: "all" },
    ],
    [
      "only data",
      {
        EventSelectors: [
          basic({
            IncludeManagementEvents: false,
            DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
          }),
        ],
      },
      { ...none, dataEventTypes: ["AWS::S3::Object"] },
    ],
    ["what a selector leaves unsaid", { EventSelectors: [{}] }, { ...none, managementEvents: "all" }],
    [
      "all but KMS",
      { EventSelectors: [basic({ ExcludeManagementEventSources: ["kms.amazonaws.com"] })] },
      { ...none, managementEvents: "all", excludedSources: ["kms.amazonaws.com"] },
    ],
    [
      "KMS after all, by another selector",
      {
        EventSelectors: [
          basic({ ExcludeManagementEventSources: ["kms.amazonaws.com", "rdsdata.amazonaws.com"] }),
          basic({ ExcludeManagementEventSources: ["rdsdata.amazonaws.com"] }),
        ],
      },
      { ...none, managementEvents: "all", excludedSources: ["rdsdata.amazonaws.com"] },
    ],
    [
      "advanced: all management events",
      { AdvancedEventSelectors: [management()] },
      { ...none, managementEvents: "all" },
    ],
    [
      "advanced: reads",
      { AdvancedEventSelectors: [management(["readOnly", { Equals: ["true"] }])] },
      { ...none, managementEvents: "read" },
    ],
    [
      "advanced: writes",
      { AdvancedEventSelectors: [management(["readOnly", { Equals: ["false"] }])] },
      { ...none, managementEvents: "write" },
    ],
    [
      "advanced: all but KMS",
      { AdvancedEventSelectors: [management(["eventSource", { NotEquals: ["kms.amazonaws.com"] }])] },
      { ...none, managementEvents: "all", excludedSources: ["kms.amazonaws.com"] },
    ],
    [
      "advanced: data beside management, which leaves nothing out of it",
      {
        AdvancedEventSelectors: [
          management(["eventSource", { NotEquals: ["kms.amazonaws.com"] }]),
          data("AWS::Bedrock::AgentAlias"),
        ],
      },
      {
        managementEvents: "all",
        dataEventTypes: ["AWS::Bedrock::AgentAlias"],
        excludedSources: ["kms.amazonaws.com"],
      },
    ],
    [
      "advanced: data of several types, each once",
      {
        AdvancedEventSelectors: [
          data("AWS::S3::Object"),
          data("AWS::Bedrock::Guardrail"),
          data("AWS::S3::Object", ["readOnly", { Equals: ["true"] }]),
        ],
      },
      { ...none, dataEventTypes: ["AWS::Bedrock::Guardrail", "AWS::S3::Object"] },
    ],
    [
      "advanced: network activity alone",
      {
        AdvancedEventSelectors: [
          advanced(
            "n",
            ["eventCategory", { Equals: ["NetworkActivity"] }],
            ["eventSource", { Equals: ["bedrock.amazonaws.com"] }],
          ),
        ],
      },
      none,
    ],
    ["advanced: a selector without a category", { AdvancedEventSelectors: [advanced("x")] }, none],
    ["no selector", { EventSelectors: [], AdvancedEventSelectors: [] }, none],
  ])("%s", (_, answer, events) => {
    expect(eventsOf({ TrailARN: "t", ...answer })).toEqual(events);
  });
});

const trailKey = arn("cloudtrail", "trail/audit");
/** One of `DescribeTrails`, with every member that is documented. */
const trail = {
  Name: "audit",
  S3BucketName: "acme-audit",
  S3KeyPrefix: "trail",
  SnsTopicName: "audit",
  SnsTopicARN: arn("sns", "audit"),
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  HomeRegion: "eu-west-1",
  TrailARN: trailKey,
  LogFileValidationEnabled: true,
  CloudWatchLogsLogGroupArn: `${arn("logs", "log-group:audit")}:*`,
  CloudWatchLogsRoleArn: "arn:aws:iam::111122223333:role/trail",
  KmsKeyId: arn("kms", "key/audit"),
  HasCustomEventSelectors: true,
  HasInsightSelectors: false,
  IsOrganizationTrail: true,
};
const trails = (answers: Answers = {}, more: object = {}) =>
  collectRecorded(cloudtrailTrails, {
    "cloudtrail:DescribeTrails": { trailList: [{ ...trail, ...more }] },
    "cloudtrail:GetTrailStatus": {
      IsLogging: true,
      LatestDeliveryTime: "2026-11-22T00:00:00.000Z",
      LatestDeliveryError: "",
    },
    "cloudtrail:GetEventSelectors": {
      TrailARN: trailKey,
      EventSelectors: [
        {
          ReadWriteType: "All",
          IncludeManagementEvents: true,
          DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
        },
      ],
    },
    "cloudtrail:ListTags": {
      ResourceTagList: [{ ResourceId: trailKey, TagsList: [{ Key: "team", Value: "security" }] }],
    },
    ...answers,
  });

describe("a trail", () => {
  test("with everything CloudTrail tells of one is shown with all of it", async () => {
    const recorded = await trails();
    expect(recorded.get(trailKey)).toEqual({
      key: trailKey,
      type: "aws.cloudtrail.trail",
      name: "audit",
      ...scope,
      tags: { team: "security" },
      properties: {
        multiRegion: true,
        organization: true,
        validatesFiles: true,
        managementEvents: "all",
        dataEventTypes: ["AWS::S3::Object"],
        excludedSources: [],
      },
      facets: { enabled: true, dataEvents: true, retentionDays: null, customerKey: true },
    });
    expect(edgesOf(recorded, trailKey)).toEqual([
      "logs-to arn:aws:s3:::acme-audit",
      `logs-to ${arn("logs", "log-group:audit")}`,
      `encrypted-by ${arn("kms", "key/audit")}`,
      "member-of arn:aws:iam::111122223333:root",
    ]);
    expect(undeclared(cloudtrailTrails, recorded)).toEqual([]);
  });

  test.each<[string, string, boolean]>([
    ["objects", "AWS::S3::Object", true],
    ["agents", "AWS::Bedrock::AgentAlias", true],
    ["guardrails", "AWS::Bedrock::Guardrail", true],
    ["functions, which are neither models nor data", "AWS::Lambda::Function", false],
    ["tables", "AWS::DynamoDB::Table", false],
  ])("that records %s covers the use of models and data: %#", async (_, Type, dataEvents) => {
    const answer = { EventSelectors: [{ DataResources: [{ Type, Values: [] }] }] };
    expect((await trails({ "cloudtrail:GetEventSelectors": answer })).get(trailKey)?.facets).toMatchObject({
      dataEvents,
    });
  });

  test("with little of it has little, and nothing is unknown", async () => {
    const bare = { TrailARN: trailKey, Name: "audit", HomeRegion: "eu-west-1" };
    const recorded = await collectRecorded(cloudtrailTrails, {
      "cloudtrail:DescribeTrails": { trailList: [bare] },
    });
    expect(recorded.get(trailKey)).toMatchObject({
      properties: {
        multiRegion: false,
        organization: false,
        validatesFiles: false,
        managementEvents: "none",
      },
      facets: { enabled: false, dataEvents: false, customerKey: false },
    });
    expect(unknownsOf(recorded, trailKey)).toEqual({});
  });

  test.each<[string, readonly string[]]>([
    ["cloudtrail:GetTrailStatus", ["facets.enabled"]],
    [
      "cloudtrail:GetEventSelectors",
      [
        "facets.dataEvents",
        "properties.dataEventTypes",
        "properties.excludedSources",
        "properties.managementEvents",
      ],
    ],
    ["cloudtrail:ListTags", ["tags"]],
  ])("%s refused leaves just what it would tell unknown", async (call, paths) => {
    const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed"];
    for (const reason of reasons)
      expect(unknownsOf(await trails({ [call]: reason }), trailKey)).toEqual(
        Object.fromEntries(paths.map((path) => [path, reason])),
      );
  });

  test("is found in its home region alone, and its bucket in its own partition", async () => {
    const elsewhere = await trails({}, { HomeRegion: "us-east-1" });
    expect(elsewhere.resources).toEqual([]);
    const recorded = await collectRecorded(
      cloudtrailTrails,
      {
        "cloudtrail:DescribeTrails": {
          trailList: [{ ...trail, TrailARN: "arn:aws-cn:t", HomeRegion: "cn-north-1" }],
        },
      },
      { account: "111122223333", region: "cn-north-1" },
    );
    expect(edgesOf(recorded, "arn:aws-cn:t")).toContain("logs-to arn:aws-cn:s3:::acme-audit");
  });

  test("without a home region cannot be placed, and the collection says so", async () => {
    expect((await trails({}, { HomeRegion: undefined })).outcome).toMatchObject({
      state: "failed",
      unknown: { reason: "malformed" },
    });
  });
});
