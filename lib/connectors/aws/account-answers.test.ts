import { describe, expect, test } from "vitest";

import { collectRecorded, unknownsOf, type Answers } from "#tests/support/recorded-aws.ts";
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
});
