import { describe, expect, test } from "vitest";

import { bucketOfS3Uri } from "./s3-uri.ts";
import {
  arnIn,
  homeRegionOf,
  hostSuffixOf,
  partitionOf,
  securityGroupKey,
  vpcEndpointKey,
} from "./partition.ts";

describe("a region lies in a partition", () => {
  test.each([
    ["eu-west-1", "aws", "amazonaws.com"],
    ["us-east-1", "aws", "amazonaws.com"],
    ["ap-southeast-5", "aws", "amazonaws.com"],
    ["me-central-1", "aws", "amazonaws.com"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
    ["cn-northwest-1", "aws-cn", "amazonaws.com.cn"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["us-gov-east-1", "aws-us-gov", "amazonaws.com"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
    ["us-iso-east-1", "aws-iso", "c2s.ic.gov"],
    ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"],
    [null, "aws", "amazonaws.com"],
    ["", "aws", "amazonaws.com"],
  ])("%j: %s, %s", (region, partition, suffix) => {
    expect([partitionOf(region), hostSuffixOf(region)]).toEqual([partition, suffix]);
  });
});

test("an ARN names the partition, the region and the account of its scope", () => {
  expect(arnIn({ account: "111122223333", region: "cn-north-1" }, "ecr", "repository/a/b")).toBe(
    "arn:aws-cn:ecr:cn-north-1:111122223333:repository/a/b",
  );
  expect(arnIn({ account: "111122223333", region: null }, "bedrock", "service")).toBe(
    "arn:aws:bedrock:*:111122223333:service",
  );
  const scope = { account: "111122223333", region: "us-gov-west-1" };
  expect(securityGroupKey("sg-1", scope)).toBe(
    "arn:aws-us-gov:ec2:us-gov-west-1:111122223333:security-group/sg-1",
  );
  expect(vpcEndpointKey("vpce-1", scope)).toBe(
    "arn:aws-us-gov:ec2:us-gov-west-1:111122223333:vpc-endpoint/vpce-1",
  );
});

describe("the services without a region are asked in", () => {
  const roleIn = (partition: string) => `arn:${partition}:iam::111122223333:role/nacre`;
  test.each<[string, Parameters<typeof homeRegionOf>[0], string]>([
    ["us-east-1, where nothing is said", {}, "us-east-1"],
    ["us-east-1, for blanks", { roleArn: "", regions: "" }, "us-east-1"],
    ["the home of the role", { roleArn: roleIn("aws-cn") }, "cn-north-1"],
    ["the home of the regions", { regions: "us-gov-east-1, us-gov-west-1" }, "us-gov-west-1"],
    [
      "the home of the role before that of the regions",
      { roleArn: roleIn("aws-us-gov"), regions: "eu-west-1" },
      "us-gov-west-1",
    ],
    [
      "us-east-1, for a role of the common partition",
      { roleArn: roleIn("aws"), regions: "cn-north-1" },
      "us-east-1",
    ],
    ["us-east-1, for a partition of tomorrow", { roleArn: roleIn("aws-moon") }, "us-east-1"],
  ])("%s", (_, given, region) => {
    expect(homeRegionOf(given)).toBe(region);
  });
});

describe("a bucket's ARN from an address", () => {
  test.each([
    ["s3://acme-training/2026/", "eu-west-1", "arn:aws:s3:::acme-training"],
    ["s3://acme.training.with.dots", "eu-west-1", "arn:aws:s3:::acme.training.with.dots"],
    ["s3://acme-training/2026/", "cn-north-1", "arn:aws-cn:s3:::acme-training"],
    ["https://acme-training.s3.cn-north-1.amazonaws.com.cn/x", "cn-north-1", "arn:aws-cn:s3:::acme-training"],
    ["https://s3.cn-north-1.amazonaws.com.cn/acme-training/x", "cn-north-1", "arn:aws-cn:s3:::acme-training"],
    ["https://acme-training.s3.amazonaws.com/x", "eu-west-1", "arn:aws:s3:::acme-training"],
    ["https://acme-training.s3-eu-west-1.amazonaws.com/x", "eu-west-1", "arn:aws:s3:::acme-training"],
    ["https://acme.s3.training.s3.eu-west-1.amazonaws.com/x", "eu-west-1", "arn:aws:s3:::acme.s3.training"],
    [
      "https://s3.eu-west-1.amazonaws.com/acme-training/x",
      "us-gov-west-1",
      "arn:aws-us-gov:s3:::acme-training",
    ],
  ])("%s in %s", (uri, region, bucket) => {
    expect(bucketOfS3Uri(uri, region)).toBe(bucket);
  });

  test.each([
    "https://acme-training.s3.eu-west-1.amazonaws.com.evil.example/x",
    "https://evil.example/s3.amazonaws.com/acme-training/x",
    "http://acme-training.s3.amazonaws.com/x",
    "gs://acme-training/x",
    "file:///s3://x",
    " s3://acme-training/x",
  ])("not from %s", (uri) => {
    expect(bucketOfS3Uri(uri, "eu-west-1")).toBeNull();
  });
});
