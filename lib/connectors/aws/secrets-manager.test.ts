import { expect, test } from "vitest";

import { normalizeLogGroup } from "./log-groups.ts";
import { normalizeSecret } from "./secrets-manager.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
const secret = (more: object) =>
  normalizeSecret(
    { ARN: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf", Name: "db", ...more },
    scope,
  );

test("a secret without a stated key or rotation has neither", () => {
  expect(secret({}).resources[0]?.facets).toEqual({ rotation: false, customerKey: false });
});

test("the key AWS manages for secrets is no customer key", () => {
  expect(secret({ KmsKeyId: "alias/aws/secretsmanager" }).resources[0]?.facets).toMatchObject({
    customerKey: false,
  });
  expect(secret({ KmsKeyId: key, RotationEnabled: true }).resources[0]?.facets).toEqual({
    rotation: true,
    customerKey: true,
  });
});

test("a log group without a retention is kept for ever", () => {
  const [group] = normalizeLogGroup({ logGroupName: "/aws/bedrock/invocations" }, scope).resources;
  expect(group?.facets).toMatchObject({ retentionDays: null, customerKey: false });
  expect(group?.key).toBe("arn:aws:logs:eu-west-1:111122223333:log-group:/aws/bedrock/invocations");
});

test("a log group under a key leads to it", () => {
  const group = { logGroupName: "a", retentionInDays: 30, kmsKeyId: key, dataProtectionStatus: "ACTIVATED" };
  const batch = normalizeLogGroup(group, scope);
  expect(batch.resources[0]?.properties).toMatchObject({ masksData: true });
  expect(batch.relationships.map(({ to }) => to)).toEqual([key]);
});
