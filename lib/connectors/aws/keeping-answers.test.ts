import { describe, expect, test } from "vitest";

import { collectRecorded, edgesOf, undeclared } from "#tests/support/recorded-aws.ts";
import { logGroups } from "./log-groups.ts";
import { secretsManager } from "./secrets-manager.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const scope = { account: "111122223333", region: "eu-west-1" };

describe("a log group", () => {
  const groupKey = arn("logs", "log-group:/aws/bedrock/invocations");
  /** One of `DescribeLogGroups`, with every member that is documented. */
  const group = {
    logGroupName: "/aws/bedrock/invocations",
    creationTime: 1_741_064_767_000,
    retentionInDays: 90,
    metricFilterCount: 0,
    arn: `${groupKey}:*`,
    storedBytes: 1_048_576,
    kmsKeyId: arn("kms", "key/logs"),
    dataProtectionStatus: "ACTIVATED",
    inheritedProperties: ["ACCOUNT_DATA_PROTECTION"],
    logGroupClass: "STANDARD",
    logGroupArn: groupKey,
  };
  const groups = (...given: object[]) =>
    collectRecorded(logGroups, { "logs:DescribeLogGroups": { logGroups: given } });

  test("with everything CloudWatch tells of one is shown with all of it", async () => {
    const recorded = await groups(group);
    expect(recorded.get(groupKey)).toMatchObject({
      type: "aws.logs.log-group",
      name: "/aws/bedrock/invocations",
      ...scope,
      properties: { sizeBytes: 1_048_576, masksData: true },
      facets: { enabled: true, dataEvents: true, retentionDays: 90, customerKey: true },
    });
    expect(edgesOf(recorded, groupKey)).toEqual([`encrypted-by ${arn("kms", "key/logs")}`]);
    expect(undeclared(logGroups, recorded)).toEqual([]);
  });

  test.each<[string, object, object]>([
    ["kept for ever", { retentionInDays: undefined }, { facets: { retentionDays: null } }],
    ["kept for a day", { retentionInDays: 1 }, { facets: { retentionDays: 1 } }],
    [
      "whose masking was taken away",
      { dataProtectionStatus: "DELETED" },
      { properties: { masksData: false } },
    ],
    [
      "whose masking is suspended",
      { dataProtectionStatus: "DISABLED" },
      { properties: { masksData: false } },
    ],
    ["empty", { storedBytes: 0 }, { properties: { sizeBytes: 0 } }],
    ["of unstated size", { storedBytes: undefined }, { properties: { sizeBytes: 0 } }],
  ])("%s", async (_, more, expected) => {
    expect((await groups({ ...group, ...more })).get(groupKey)).toMatchObject(expected);
  });

  test("of any name has that name in its key", async () => {
    for (const name of ["a", "#/odd_name.of-a/group", "x".repeat(512)])
      expect((await groups({ logGroupName: name })).resources[0]?.key).toBe(arn("logs", `log-group:${name}`));
  });
});

describe("a secret", () => {
  const secretKey = arn("secretsmanager", "secret:db-AbCdEf");
  /** One of `ListSecrets`, with every member that is documented. */
  const secret = {
    ARN: secretKey,
    Name: "db",
    Description: "Database",
    KmsKeyId: arn("kms", "key/secrets"),
    RotationEnabled: true,
    RotationLambdaARN: arn("lambda", "function:rotate"),
    RotationRules: { AutomaticallyAfterDays: 30 },
    LastRotatedDate: "2026-11-01T00:00:00.000Z",
    LastChangedDate: "2026-11-01T00:00:00.000Z",
    LastAccessedDate: "2026-11-22T00:00:00.000Z",
    NextRotationDate: "2026-12-01T00:00:00.000Z",
    Tags: [{ Key: "team", Value: "claims" }],
    SecretVersionsToStages: { v1: ["AWSCURRENT"] },
    OwningService: "rds",
    CreatedDate: "2025-03-04T05:06:07.000Z",
    PrimaryRegion: "eu-west-1",
  };
  const secrets = (more: object = {}) =>
    collectRecorded(secretsManager, {
      "secretsmanager:ListSecrets": { SecretList: [{ ...secret, ...more }] },
    });

  test("with everything Secrets Manager tells of one is shown with all of it", async () => {
    const recorded = await secrets();
    expect(recorded.get(secretKey)).toEqual({
      key: secretKey,
      type: "aws.secretsmanager.secret",
      name: "db",
      ...scope,
      tags: { team: "claims" },
      properties: {
        lastRotatedAt: "2026-11-01T00:00:00.000Z",
        lastUsedAt: "2026-11-22T00:00:00.000Z",
        managedBy: "rds",
      },
      facets: { rotation: true, customerKey: true },
    });
    expect(edgesOf(recorded, secretKey)).toEqual([`encrypted-by ${arn("kms", "key/secrets")}`]);
    expect(undeclared(secretsManager, recorded)).toEqual([]);
  });

  test.each<[string, string | undefined, boolean, string | null]>([
    [
      "a bare id",
      "1234abcd-12ab-34cd-56ef-1234567890ab",
      true,
      arn("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    ],
    ["an alias", "alias/mine", true, null],
    ["AWS's alias", "alias/aws/secretsmanager", false, null],
    ["AWS's alias by ARN", arn("kms", "alias/aws/secretsmanager"), false, null],
    [
      "a key of another account",
      "arn:aws:kms:eu-west-1:999988887777:key/1",
      true,
      "arn:aws:kms:eu-west-1:999988887777:key/1",
    ],
    ["no key", undefined, false, null],
  ])("under %s", async (_, KmsKeyId, customerKey, edge) => {
    const recorded = await secrets({ KmsKeyId });
    expect(recorded.get(secretKey)?.facets).toMatchObject({ customerKey });
    expect(edgesOf(recorded, secretKey)).toEqual(edge ? [`encrypted-by ${edge}`] : []);
  });

  test("never rotated or used says so", async () => {
    const recorded = await secrets({
      RotationEnabled: undefined,
      LastRotatedDate: undefined,
      LastAccessedDate: undefined,
      OwningService: undefined,
      Tags: undefined,
    });
    expect(recorded.get(secretKey)).toMatchObject({
      tags: {},
      properties: { lastRotatedAt: null, lastUsedAt: null, managedBy: null },
      facets: { rotation: false },
    });
  });
});
