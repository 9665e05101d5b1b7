import { expect, test } from "vitest";

import { ecrImage } from "./ecr-image.ts";
import { normalizeRepository, type RepositoryParts } from "./ecr-repositories.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const raw = {
  repositoryArn: "arn:aws:ecr:eu-west-1:111122223333:repository/team/serving",
  repositoryName: "team/serving",
  repositoryUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/serving",
  imageTagMutability: "MUTABLE",
  imageScanningConfiguration: { scanOnPush: false },
  encryptionConfiguration: { encryptionType: "AES256" },
};
const normalized = (parts: Partial<RepositoryParts>) =>
  normalizeRepository({ raw, policy: null, scanning: null, tags: {}, unknowns: {}, ...parts }, scope)
    .resources[0];
const policy = (Statement: object | object[]) => ({
  policyText: JSON.stringify({ Version: "2012-10-17", Statement }),
});

test.each(["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"])(
  "%s tags cannot be overwritten",
  (imageTagMutability) => {
    expect(normalized({ raw: { ...raw, imageTagMutability } })?.facets).toMatchObject({
      immutableTags: true,
    });
  },
);

test("a repository without a policy is private", () => {
  expect(normalized({})?.facets).toMatchObject({
    publicRead: false,
    immutableTags: false,
    scanOnPush: false,
  });
});

test.each(["*", { AWS: "*" }, { AWS: ["*"] }])("a policy that allows %o is public", (Principal) => {
  const open = policy({ Effect: "Allow", Principal, Action: "ecr:BatchGetImage" });
  expect(normalized({ policy: open })?.facets).toMatchObject({ publicRead: true });
});

test("a condition or a denial makes nothing public", () => {
  const closed = policy([
    {
      Effect: "Allow",
      Principal: "*",
      Action: "ecr:*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
    },
    { Effect: "Deny", Principal: "*", Action: "ecr:*" },
  ]);
  expect(normalized({ policy: closed })?.facets).toMatchObject({ publicRead: false });
});

test("other accounts that may pull are told; the own account and services are not", () => {
  const AWS = ["arn:aws:iam::444455556666:root", "arn:aws:iam::111122223333:role/deploy"];
  const shared = policy([
    { Effect: "Allow", Principal: { AWS }, Action: "ecr:BatchGetImage" },
    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "ecr:BatchGetImage" },
  ]);
  expect(normalized({ policy: shared })?.properties).toMatchObject({
    externalPullers: ["444455556666"],
  });
});

test.each([
  ["*", "SCAN_ON_PUSH", true],
  ["team/*", "CONTINUOUS_SCAN", true],
  ["other/*", "SCAN_ON_PUSH", false],
  ["*", "MANUAL", false],
])("the registry's rule for %s at %s decides scanning: %s", (filter, scanFrequency, scanOnPush) => {
  const rule = { scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] };
  const scanning = { scanningConfiguration: { scanType: "ENHANCED", rules: [rule] } };
  expect(normalized({ scanning })?.facets).toMatchObject({ scanOnPush });
});

test("an image address tells its repository and whether its content can change", () => {
  const address = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/serving";
  expect(ecrImage(`${address}:1.2`)).toEqual({
    account: "111122223333",
    repositoryKey: raw.repositoryArn,
    pinned: false,
  });
  expect(ecrImage(`${address}:1.2@sha256:${"a".repeat(64)}`)).toMatchObject({ pinned: true });
  expect(ecrImage("docker.io/library/node:24")).toBeNull();
});
