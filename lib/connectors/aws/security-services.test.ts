import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import { configRecorders } from "./config-recorders.ts";
import { guarddutyDetectors } from "./guardduty-detectors.ts";
import { macieSession } from "./macie-session.ts";
import { securityHub } from "./security-hub.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
/** As the SDK words it of a service that nobody switched on. */
const refusing = (reason: "denied" | "failed", message: string) => () => {
  throw new ProviderError(reason, { service: "s", operation: "O" }, message);
};

describe("GuardDuty", () => {
  const key = arn("guardduty", "detector/d1");
  const detector = (Status: string, ...Features: object[]): Answers => ({
    "guardduty:ListDetectors": { DetectorIds: ["d1"] },
    "guardduty:GetDetector": { Status, Features, Tags: { owner: "soc" } },
  });

  test("is told with the plans that are on and those on offer", async () => {
    const recorded = await collectRecorded(
      guarddutyDetectors,
      detector(
        "ENABLED",
        { Name: "S3_DATA_EVENTS", Status: "ENABLED" },
        { Name: "AI_PROTECTION", Status: "DISABLED" },
      ),
    );
    expect(recorded.get(key)).toMatchObject({
      tags: { owner: "soc" },
      properties: { features: ["S3_DATA_EVENTS"], offered: ["AI_PROTECTION"] },
      facets: { enabled: true, coversAi: true },
    });
    expect(undeclared(guarddutyDetectors, recorded)).toEqual([]);
  });

  test("suspended is off, and without plans has nothing of AI", async () => {
    const { get } = await collectRecorded(guarddutyDetectors, detector("DISABLED"));
    expect(get(key)?.facets).toEqual({ enabled: false, coversAi: false });
  });

  test("that nobody made is not there", async () => {
    const { resources, outcome } = await collectRecorded(guarddutyDetectors, {
      "guardduty:ListDetectors": { DetectorIds: [] },
    });
    expect(resources).toEqual([]);
    expect(outcome.state).toBe("complete");
  });
});

describe("Macie", () => {
  const key = arn("macie2", "session");
  const bucket = (name: string, more: object) => ({
    accountId: "111122223333",
    bucketArn: `arn:aws:s3:::${name}`,
    ...more,
  });
  const on: Answers = {
    "macie2:GetMacieSession": { status: "ENABLED" },
    "macie2:GetAutomatedDiscoveryConfiguration": { status: "ENABLED" },
    "macie2:DescribeBuckets": {
      buckets: [
        bucket("sampled", { automatedDiscoveryMonitoringStatus: "MONITORED", sensitivityScore: 87 }),
        bucket("named", { jobDetails: { isDefinedInJob: "TRUE", isMonitoredByJob: "UNKNOWN" } }),
        bucket("left-out", { automatedDiscoveryMonitoringStatus: "NOT_MONITORED" }),
        bucket("unsaid", { sensitivityScore: 50 }),
      ],
    },
  };

  test("watches the buckets it samples and those a job names", async () => {
    const recorded = await collectRecorded(macieSession, on);
    expect(recorded.get(key)).toMatchObject({
      properties: {
        automatedDiscovery: true,
        sensitiveBuckets: [{ bucket: expect.stringContaining("sampled"), score: 87 }],
      },
      facets: { enabled: true },
    });
    const watches = (name: string) => edgesOf(recorded, `arn:aws:s3:::${name}`).length;
    expect(["sampled", "named", "left-out", "unsaid"].map(watches)).toEqual([1, 1, 0, 0]);
    expect(undeclared(macieSession, recorded)).toEqual([]);
  });

  test("that nobody switched on answers as if it were denied, and is simply off", async () => {
    const recorded = await collectRecorded(macieSession, {
      "macie2:GetMacieSession": refusing("denied", "AccessDeniedException: Macie is not enabled"),
    });
    expect(recorded.resources).toEqual([]);
    expect(recorded.outcome).toMatchObject({ state: "complete", callCount: 1 });
  });

  test("that may not be asked is a gap", async () => {
    const recorded = await collectRecorded(macieSession, { "macie2:GetMacieSession": "denied" });
    expect(recorded.outcome.state).toBe("denied");
  });

  test("paused watches nothing now", async () => {
    const { get } = await collectRecorded(macieSession, {
      ...on,
      "macie2:GetMacieSession": { status: "PAUSED" },
    });
    expect(get(key)?.facets).toMatchObject({ enabled: false });
  });
});

describe("Security Hub", () => {
  const key = arn("securityhub", "hub/default");
  const hub = (...standards: string[]): Answers => ({
    "securityhub:DescribeHub": { HubArn: key },
    "securityhub:GetEnabledStandards": {
      StandardsSubscriptions: standards.map((name) => ({
        StandardsArn: `arn:aws:securityhub:eu-west-1::standards/${name}/v/1.0.0`,
        StandardsStatus: "READY",
      })),
    },
  });
  const facets = async (...standards: string[]) =>
    (await collectRecorded(securityHub, hub(...standards))).get(key)?.facets;

  test("knows of AI by its foundational standard alone", async () => {
    expect(await facets("aws-foundational-security-best-practices")).toEqual({
      enabled: true,
      coversAi: true,
    });
    expect(await facets("cis-aws-foundations-benchmark")).toEqual({ enabled: true, coversAi: false });
    expect(await facets()).toEqual({ enabled: true, coversAi: false });
  });

  test("that nobody subscribed to is off", async () => {
    const recorded = await collectRecorded(securityHub, {
      "securityhub:DescribeHub": refusing(
        "failed",
        "InvalidAccessException: HTTP 401. Account 111122223333 is not subscribed to AWS Security Hub",
      ),
    });
    expect(recorded.resources).toEqual([]);
    expect(recorded.outcome.state).toBe("complete");
  });

  test("whose standards may not be read knows of AI or not", async () => {
    const recorded = await collectRecorded(securityHub, {
      ...hub(),
      "securityhub:GetEnabledStandards": "denied",
    });
    expect(unknownsOf(recorded, key)).toEqual({
      "properties.standards": "denied",
      "facets.coversAi": "denied",
    });
  });
});

describe("AWS Config", () => {
  const key = arn("config", "configuration-recorder/default");
  const recorder = (recordingGroup: object, recording = true): Answers => ({
    "config:DescribeConfigurationRecorders": {
      ConfigurationRecorders: [{ name: "default", recordingGroup }],
    },
    "config:DescribeConfigurationRecorderStatus": {
      ConfigurationRecordersStatus: [{ name: "default", recording }],
    },
  });

  test.each<[string, object, boolean]>([
    ["everything", { allSupported: true }, true],
    ["everything, by strategy", { recordingStrategy: { useOnly: "ALL_SUPPORTED_RESOURCE_TYPES" } }, true],
    ["models", { resourceTypes: ["AWS::SageMaker::Model"] }, true],
    ["buckets", { resourceTypes: ["AWS::S3::Bucket"] }, false],
    [
      "everything but hosts",
      {
        recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
        exclusionByResourceTypes: { resourceTypes: ["AWS::EC2::Host"] },
      },
      true,
    ],
    [
      "everything but notebooks",
      {
        recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
        exclusionByResourceTypes: { resourceTypes: ["AWS::SageMaker::NotebookInstance"] },
      },
      false,
    ],
    ["nothing", {}, false],
  ])("that records %s sees AI: %s", async (_, group, coversAi) => {
    const recorded = await collectRecorded(configRecorders, recorder(group));
    expect(recorded.get(key)?.facets).toEqual({ enabled: true, coversAi });
    expect(undeclared(configRecorders, recorded)).toEqual([]);
  });

  test("that is stopped records nothing, and whose state may not be read may record or not", async () => {
    const stopped = await collectRecorded(configRecorders, recorder({ allSupported: true }, false));
    expect(stopped.get(key)?.facets).toMatchObject({ enabled: false });
    const unread = await collectRecorded(configRecorders, {
      ...recorder({ allSupported: true }),
      "config:DescribeConfigurationRecorderStatus": "denied",
    });
    expect(unknownsOf(unread, key)).toEqual({ "facets.enabled": "denied" });
  });
});
