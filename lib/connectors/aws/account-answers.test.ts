import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { account } from "./account.ts";

describe("an account", () => {
  const root = "arn:aws:iam::111122223333:root";
  const on = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  const collected = (answers: Answers) =>
    collectRecorded(account, {
      "iam:ListAccountAliases": { AccountAliases: [], IsTruncated: false },
      ...answers,
    });

  test.each<[string, Answers[string], boolean]>([
    ["all four switches", { PublicAccessBlockConfiguration: on }, true],
    ...Object.keys(on).map((name): [string, Answers[string], boolean] => [
      `all but ${name}`,
      { PublicAccessBlockConfiguration: { ...on, [name]: false } },
      false,
    ]),
    ["a switch left out", { PublicAccessBlockConfiguration: { ...on, BlockPublicAcls: undefined } }, false],
    ["none configured", "not-found", false],
  ])("with %s refuses public buckets: %s", async (_, answer, blocksPublicBuckets) => {
    const { get } = await collected({ "s3control:GetPublicAccessBlock": answer });
    expect(get(root)).toMatchObject({
      name: "111122223333",
      region: null,
      properties: { alias: null, blocksPublicBuckets },
    });
  });

  test("whose block may not be read may refuse or not", async () => {
    const recorded = await collected({ "s3control:GetPublicAccessBlock": "denied" });
    expect(unknownsOf(recorded, root)).toEqual({ "properties.blocksPublicBuckets": "denied" });
    expect(recorded.get(root)?.unknown?.["properties.blocksPublicBuckets"]).toMatchObject({
      permission: "s3:GetAccountPublicAccessBlock",
    });
  });

  test("whose alias may not be read is called by its id", async () => {
    const recorded = await collected({
      "iam:ListAccountAliases": "denied",
      "s3control:GetPublicAccessBlock": { PublicAccessBlockConfiguration: on },
    });
    expect(recorded.get(root)?.name).toBe("111122223333");
    expect(unknownsOf(recorded, root)).toEqual({ "properties.alias": "denied" });
  });

  const member = {
    "organizations:DescribeOrganization": {
      Organization: {
        Id: "o-1",
        Arn: "arn:aws:organizations::210987654321:organization/o-1",
        MasterAccountId: "210987654321",
      },
    },
  };

  test("in an organization that keeps its content out of AI training says so", async () => {
    const recorded = await collected({
      ...member,
      "organizations:DescribeEffectivePolicy": {
        EffectivePolicy: { PolicyContent: '{"services":{"default":{"opt_out_policy":"optOut"}}}' },
      },
    });
    expect(recorded.get(root)?.properties).toMatchObject({
      managementAccount: "210987654321",
      aiServicesOptOut: true,
    });
    expect(edgesOf(recorded, root)).toEqual([
      "member-of arn:aws:organizations::210987654321:organization/o-1",
    ]);
    expect(undeclared(account, recorded)).toEqual([]);
  });

  test.each<[string, Answers[string], string]>([
    ["may not be read", "denied", "denied"],
    ["is no policy", { EffectivePolicy: { PolicyContent: "<html>" } }, "malformed"],
  ])("whose opt-out %s may have one or not", async (_, answer, reason) => {
    const recorded = await collected({ ...member, "organizations:DescribeEffectivePolicy": answer });
    expect(unknownsOf(recorded, root)).toEqual({ "properties.aiServicesOptOut": reason });
  });

  test("in no organization has nobody in charge of it", async () => {
    const recorded = await collected({});
    expect(recorded.get(root)?.properties).toMatchObject({
      managementAccount: null,
      aiServicesOptOut: false,
    });
    expect(unknownsOf(recorded, root)).toEqual({});
  });
});
