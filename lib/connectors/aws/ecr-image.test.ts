import { describe, expect, test } from "vitest";

import { ecrImage } from "./ecr-image.ts";

const digest = `@sha256:${"0f".repeat(32)}`;

describe("an address in ECR names its repository", () => {
  test.each([
    [
      "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app:7",
      "arn:aws:ecr:eu-west-1:111122223333:repository/team/app",
    ],
    ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/app", "arn:aws:ecr:eu-west-1:111122223333:repository/app"],
    [
      "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a/b/c_d.e-f",
      "arn:aws:ecr:eu-west-1:111122223333:repository/a/b/c_d.e-f",
    ],
    [
      "999988887777.dkr.ecr-fips.us-east-1.amazonaws.com/app:1",
      "arn:aws:ecr:us-east-1:999988887777:repository/app",
    ],
    ["111122223333.dkr-ecr.eu-west-1.on.aws/app:1", "arn:aws:ecr:eu-west-1:111122223333:repository/app"],
    [
      "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/app:1",
      "arn:aws-cn:ecr:cn-north-1:111122223333:repository/app",
    ],
    [
      "111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/app",
      "arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/app",
    ],
  ])("%s", (address, repositoryKey) => {
    expect(ecrImage(address)).toMatchObject({ repositoryKey, account: address.slice(0, 12) });
  });

  test.each([
    ["a tag", ":latest", false],
    ["no tag", "", false],
    ["a digest", digest, true],
    ["a tag and a digest", `:1.2${digest}`, true],
    ["a tag that looks like one", ":sha256-0f", false],
  ])("by %s its content can change or not", (_, suffix, pinned) => {
    expect(ecrImage(`111122223333.dkr.ecr.eu-west-1.amazonaws.com/app${suffix}`)).toMatchObject({ pinned });
  });
});

test.each([
  "",
  "node:24",
  "docker.io/library/node:24",
  "public.ecr.aws/lambda/nodejs:22",
  "evil.example/111122223333.dkr.ecr.eu-west-1.amazonaws.com/app",
  "111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.example/app",
  "11112222333.dkr.ecr.eu-west-1.amazonaws.com/app",
  "111122223333.dkr.ecr.eu-west-1.amazonaws.com/",
  "https://111122223333.dkr.ecr.eu-west-1.amazonaws.com/app",
])("%j is none", (address) => {
  expect(ecrImage(address)).toBeNull();
});
