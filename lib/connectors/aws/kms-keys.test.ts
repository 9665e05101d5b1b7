import { describe, expect, test } from "vitest";

import { ProviderError } from "#lib/domain/provider-call.ts";
import { collectRecorded, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { kmsKeys } from "./kms-keys.ts";

const arn = "arn:aws:kms:eu-west-1:111122223333:key/k1";
const metadata = (more: object = {}) => ({
  "kms:DescribeKey": {
    KeyMetadata: {
      KeyId: "k1",
      Arn: arn,
      KeyManager: "CUSTOMER",
      KeyState: "Enabled",
      KeySpec: "SYMMETRIC_DEFAULT",
      Origin: "AWS_KMS",
      ...more,
    },
  },
});
const policy = (statement: object) => ({
  "kms:GetKeyPolicy": {
    Policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "kms:*", Resource: "*", ...statement }],
    }),
    PolicyName: "default",
  },
});
const own = policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" } });
const collect = async (answers: Answers = {}) => {
  const recorded = await collectRecorded(kmsKeys, {
    "kms:ListAliases": {
      Aliases: [{ AliasName: "alias/corpus", TargetKeyId: "k1" }, { AliasName: "alias/aws/s3" }],
    },
    "kms:ListKeys": { Keys: [{ KeyId: "k1", KeyArn: arn }], Truncated: false },
    "kms:GetKeyRotationStatus": { KeyRotationEnabled: true },
    ...metadata(),
    ...own,
    ...answers,
  });
  return { ...recorded, key: recorded.get(arn) };
};

test("a customer key has its alias for a name", async () => {
  expect((await collect()).key).toMatchObject({
    name: "alias/corpus",
    facets: { rotation: true, broadPolicy: false },
  });
});

test("keys that AWS manages are not part of the estate", async () => {
  expect((await collect(metadata({ KeyManager: "AWS" }))).resources).toEqual([]);
});

describe("the policy is broad", () => {
  test.each([
    ["for everyone", { Principal: "*" }, true],
    [
      "for everyone by way of a service",
      {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      },
      true,
    ],
    [
      "for everyone of one account: not",
      { Principal: { AWS: "*" }, Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } },
      false,
    ],
    ["for its own account: not", { Principal: { AWS: "111122223333" } }, false],
    ["for describing it only: not", { Principal: "*", Action: "kms:DescribeKey" }, false],
  ])("%s", async (_, statement, broadPolicy) => {
    expect((await collect(policy(statement))).key?.facets).toMatchObject({ broadPolicy });
  });
});

test("a key that cannot rotate by itself is not one left unrotated", async () => {
  const { key, used } = await collect(metadata({ Origin: "EXTERNAL" }));
  expect(key).toMatchObject({ properties: { canRotate: false }, facets: { rotation: true } });
  expect(used).not.toContain("kms:GetKeyRotationStatus");
});

test("a key whose policy hides it from us is counted as not read, and the others are kept", async () => {
  const { outcome, resources } = await collect({
    "kms:ListKeys": { Keys: [{ KeyId: "k1" }, { KeyId: "hidden" }] },
    "kms:DescribeKey": ({ KeyId }) => {
      if (KeyId === "k1") return metadata()["kms:DescribeKey"];
      throw new ProviderError(
        "denied",
        { service: "kms", operation: "DescribeKey" },
        "no",
        "kms:DescribeKey",
      );
    },
  });
  expect(resources).toHaveLength(1);
  expect(outcome.unparsed).toEqual([{ call: "kms:DescribeKey", message: "hidden: no" }]);
  expect(outcome.state).not.toBe("complete");
});

test("produces and calls what it says", async () => {
  expect(undeclared(kmsKeys, await collect())).toEqual([]);
});
