import { describe, expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import {
  collectRecorded,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { kmsKeys } from "./kms-keys.ts";

const id = "1234abcd-12ab-34cd-56ef-1234567890ab";
const key = `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
const root = "arn:aws:iam::111122223333:root";
/** `DescribeKey`, with every member that is documented. */
const metadata = {
  AWSAccountId: "111122223333",
  KeyId: id,
  Arn: key,
  CreationDate: "2025-03-04T05:06:07.000Z",
  Enabled: true,
  Description: "Prompts",
  KeyUsage: "ENCRYPT_DECRYPT",
  KeyState: "Enabled",
  Origin: "AWS_KMS",
  KeyManager: "CUSTOMER",
  CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
  KeySpec: "SYMMETRIC_DEFAULT",
  EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
  MultiRegion: false,
};
const own = {
  Sid: "Enable IAM User Permissions",
  Effect: "Allow",
  Principal: { AWS: root },
  Action: "kms:*",
  Resource: "*",
};
const policy = (...statements: object[]) => ({
  Policy: JSON.stringify({ Version: "2012-10-17", Id: "key-default-1", Statement: [own, ...statements] }),
  PolicyName: "default",
});
const alias = (AliasName: string, TargetKeyId?: string) => ({
  AliasName,
  AliasArn: `arn:aws:kms:eu-west-1:111122223333:${AliasName}`,
  TargetKeyId,
  CreationDate: "2025-03-04T05:06:07.000Z",
});
const whole: Answers = {
  "kms:ListAliases": {
    Aliases: [
      alias("alias/aws/s3"),
      alias("alias/prompts", id),
      alias("alias/old-prompts", id),
      alias("alias/other", "other"),
    ],
    Truncated: false,
  },
  "kms:ListKeys": { Keys: [{ KeyId: id, KeyArn: key }], Truncated: false },
  "kms:DescribeKey": { KeyMetadata: metadata },
  "kms:GetKeyPolicy": policy(),
  "kms:GetKeyRotationStatus": {
    KeyId: id,
    KeyRotationEnabled: true,
    RotationPeriodInDays: 365,
    NextRotationDate: "2026-03-04T05:06:07.000Z",
  },
  "kms:ListResourceTags": {
    Tags: [
      { TagKey: "team", TagValue: "claims" },
      { TagKey: "empty", TagValue: "" },
    ],
    Truncated: false,
  },
};
const collect = (answers: Answers = {}) => collectRecorded(kmsKeys, { ...whole, ...answers });
const facets = async (answers: Answers) => (await collect(answers)).get(key)?.facets;

test("a key with everything KMS tells of one is shown with all of it", async () => {
  const recorded = await collect();
  expect(recorded.get(key)).toEqual({
    key,
    type: "aws.kms.key",
    name: "alias/prompts",
    account: "111122223333",
    region: "eu-west-1",
    tags: { team: "claims", empty: "" },
    properties: {
      aliases: ["alias/prompts", "alias/old-prompts"],
      state: "Enabled",
      canRotate: true,
      resourcePolicy: expect.stringContaining("kms:*") as unknown,
    },
    facets: { rotation: true, broadPolicy: false },
  });
  expect(undeclared(kmsKeys, recorded)).toEqual([]);
});

test("a key without an alias is called by its id", async () => {
  expect((await collect({ "kms:ListAliases": { Aliases: [] } })).get(key)).toMatchObject({
    name: id,
    properties: { aliases: [] },
  });
});

describe("rotation", () => {
  test.each<[string, object, boolean, boolean]>([
    ["of an ordinary key is what it says", {}, true, false],
    ["of a disabled key is what it says", { KeyState: "Disabled" }, true, false],
    [
      "of a key that says nothing of itself is what it says",
      { KeySpec: undefined, Origin: undefined },
      true,
      false,
    ],
    ["of an asymmetric key is nobody's omission", { KeySpec: "RSA_4096" }, false, true],
    ["of one for HMAC is nobody's omission", { KeySpec: "HMAC_256" }, false, true],
    ["of imported material is nobody's omission", { Origin: "EXTERNAL" }, false, true],
    ["of a custom key store is nobody's omission", { Origin: "AWS_CLOUDHSM" }, false, true],
    ["of a key that is being deleted is nobody's omission", { KeyState: "PendingDeletion" }, false, true],
    ["of a key without its material is nobody's omission", { KeyState: "PendingImport" }, false, true],
  ])("%s", async (_, more, canRotate, rotation) => {
    const recorded = await collect({
      "kms:DescribeKey": { KeyMetadata: { ...metadata, ...more } },
      "kms:GetKeyRotationStatus": { KeyRotationEnabled: false },
    });
    expect(recorded.get(key)).toMatchObject({ properties: { canRotate }, facets: { rotation } });
    expect(recorded.used.has("kms:GetKeyRotationStatus")).toBe(canRotate);
  });

  test("that is not stated is off", async () => {
    expect(await facets({ "kms:GetKeyRotationStatus": {} })).toMatchObject({ rotation: false });
  });
});

describe("the policy of a key is broad", () => {
  const anyone = { Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" };
  test.each<[string, object[], boolean]>([
    ["not by AWS's default", [], false],
    ["by everyone who may decrypt", [anyone], true],
    ["by everyone, written as a star", [{ ...anyone, Principal: "*" }], true],
    ["by everyone but one", [{ ...anyone, Principal: undefined, NotPrincipal: { AWS: root } }], true],
    [
      "by everyone who may do all but a little",
      [{ ...anyone, Action: undefined, NotAction: "kms:ScheduleKeyDeletion" }],
      true,
    ],
    ["by everyone who may change who may", [{ ...anyone, Action: "kms:PutKeyPolicy" }], true],
    ["by everyone who may hand it on", [{ ...anyone, Action: ["kms:CreateGrant", "kms:DescribeKey"] }], true],
    ["by a pattern of actions", [{ ...anyone, Action: "kms:Gen*" }], true],
    [
      "not by everyone who may look at it",
      [{ ...anyone, Action: ["kms:Describe*", "kms:List*", "kms:Get*"] }],
      false,
    ],
    ["not by everyone who may encrypt", [{ ...anyone, Action: "kms:Encrypt" }], false],
    [
      "by everyone through a service, which serves all its customers",
      [{ ...anyone, Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } }],
      true,
    ],
    [
      "not by everyone of one account through a service",
      [
        {
          ...anyone,
          Condition: {
            StringEquals: {
              "kms:ViaService": "s3.eu-west-1.amazonaws.com",
              "kms:CallerAccount": "111122223333",
            },
          },
        },
      ],
      false,
    ],
    [
      "not by everyone of an organization",
      [{ ...anyone, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
      false,
    ],
    [
      "by everyone with a context",
      [{ ...anyone, Condition: { StringEquals: { "kms:EncryptionContext:app": "x" } } }],
      true,
    ],
    [
      "not by another account, which is told elsewhere",
      [{ ...anyone, Principal: { AWS: "999988887777" } }],
      false,
    ],
    ["not by a service", [{ ...anyone, Principal: { Service: "logs.eu-west-1.amazonaws.com" } }], false],
    [
      "not where everyone is denied all of it",
      [anyone, { Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" }],
      false,
    ],
  ])("%s", async (_, statements, broadPolicy) => {
    expect(await facets({ "kms:GetKeyPolicy": policy(...statements) })).toMatchObject({ broadPolicy });
  });
});

describe("a call that was refused", () => {
  const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed", "unsupported"];
  test.each([
    ["kms:GetKeyPolicy", ["facets.broadPolicy", "properties.resourcePolicy"]],
    ["kms:GetKeyRotationStatus", ["facets.rotation"]],
    ["kms:ListResourceTags", ["tags"]],
  ])("%s leaves just what it would tell unknown", async (call, paths) => {
    for (const reason of reasons)
      expect(unknownsOf(await collect({ [call]: reason }), key)).toEqual(
        Object.fromEntries(paths.map((path) => [path, reason])),
      );
  });

  test.each(["kms:ListKeys", "kms:ListAliases"])("%s ends the collection", async (call) => {
    expect((await collect({ [call]: "denied" })).outcome).toMatchObject({
      state: "denied",
      unknown: { permission: call },
    });
  });

  const hiding = (reason: Refusal, count = 1): Answers => ({
    "kms:ListKeys": {
      Keys: [...Array.from({ length: count }, (_, at) => ({ KeyId: `hidden-${at}` })), { KeyId: id }],
    },
    "kms:DescribeKey": ({ KeyId }) => {
      if (KeyId === id) return { KeyMetadata: metadata };
      throw new ProviderError(reason, { service: "kms", operation: "DescribeKey" }, "no", "kms:DescribeKey");
    },
  });
  test("for one key counts that key as not read, by its id, and keeps the others", async () => {
    const { outcome, resources } = await collect(hiding("denied"));
    expect(resources.map(({ key: found }) => found)).toEqual([key]);
    expect(outcome.unparsed).toEqual([{ call: "kms:DescribeKey", message: "hidden-0: no" }]);
    expect(outcome.state).not.toBe("complete");
  });

  test("because a key is gone leaves just that key out", async () => {
    const { outcome, resources } = await collect(hiding("not-found"));
    expect([outcome.state, resources.length]).toEqual(["complete", 1]);
  });

  test("because the session ended ends the sync", async () => {
    await expect(collect(hiding("expired-credentials"))).rejects.toMatchObject({
      reason: "expired-credentials",
    });
  });
});

test("keys and aliases are read over all their pages", async () => {
  const second = { KeyMetadata: { ...metadata, KeyId: "second", Arn: `${key}-2` } };
  const recorded = await collect({
    "kms:ListKeys": ({ Marker }) =>
      Marker === "2"
        ? { Keys: [{ KeyId: "second" }] }
        : { Keys: [{ KeyId: id }], NextMarker: "2", Truncated: true },
    "kms:ListAliases": ({ Marker }) =>
      Marker === "2"
        ? { Aliases: [alias("alias/second", "second")] }
        : { Aliases: [], NextMarker: "2", Truncated: true },
    "kms:DescribeKey": ({ KeyId }) => (KeyId === "second" ? second : { KeyMetadata: metadata }),
  });
  expect(recorded.resources.map(({ name }) => name)).toEqual([id, "alias/second"]);
});

test.each<[string, Answers]>([
  ["a policy that is none", { "kms:GetKeyPolicy": { Policy: "" } }],
  [
    "a key without its ARN",
    { "kms:DescribeKey": { KeyMetadata: { KeyId: id, KeyManager: "CUSTOMER", KeyState: "Enabled" } } },
  ],
  ["a manager of tomorrow", { "kms:DescribeKey": { KeyMetadata: { ...metadata, KeyManager: "PARTNER" } } }],
  ["an answer without metadata", { "kms:DescribeKey": {} }],
])("%s is counted as not read, never as a key without fault", async (_, answers) => {
  const { outcome, resources } = await collect(answers);
  expect(resources).toEqual([]);
  expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
});
