import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
  type Refusal,
} from "#tests/support/recorded-aws.ts";
import { ecrRepositories } from "./ecr-repositories.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const scope = { account: "111122223333", region: "eu-west-1" };
const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";

const key = arn("ecr", "repository/team/serving");
/** One of `DescribeRepositories`, with every member that is documented. */
const repository = {
  repositoryArn: key,
  registryId: "111122223333",
  repositoryName: "team/serving",
  repositoryUri: `${registry}/team/serving`,
  createdAt: "2025-03-04T05:06:07.000Z",
  imageTagMutability: "IMMUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfiguration: { encryptionType: "KMS", kmsKey: arn("kms", "key/images") },
};
const puller = { Effect: "Allow", Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] };
const policy = (...statements: object[]) => ({
  registryId: "111122223333",
  repositoryName: "team/serving",
  policyText: JSON.stringify({ Version: "2008-10-17", Statement: statements }, null, 2),
});
const scanning = (...rules: [string, ...string[]][]) => ({
  registryId: "111122223333",
  scanningConfiguration: {
    scanType: "ENHANCED",
    rules: rules.map(([scanFrequency, ...filters]) => ({
      scanFrequency,
      repositoryFilters: filters.map((filter) => ({ filter, filterType: "WILDCARD" })),
    })),
  },
});
const collect = (answers: Answers = {}, more: object = {}) =>
  collectRecorded(ecrRepositories, {
    "ecr:DescribeRepositories": { repositories: [{ ...repository, ...more }] },
    "ecr:GetRepositoryPolicy": policy({ ...puller, Principal: { AWS: "arn:aws:iam::999988887777:root" } }),
    "ecr:GetRegistryScanningConfiguration": scanning(),
    "ecr:ListTagsForResource": { tags: [{ Key: "team", Value: "claims" }] },
    ...answers,
  });

test("a repository with everything ECR tells of one is shown with all of it", async () => {
  const recorded = await collect();
  expect(recorded.get(key)).toEqual({
    key,
    type: "aws.ecr.repository",
    name: "team/serving",
    ...scope,
    tags: { team: "claims" },
    properties: {
      uri: `${registry}/team/serving`,
      externalPullers: ["999988887777"],
      resourcePolicy: expect.stringContaining("999988887777") as unknown,
    },
    facets: { publicRead: false, immutableTags: true, scanOnPush: true, customerKey: true },
  });
  expect(edgesOf(recorded, key)).toEqual([`encrypted-by ${arn("kms", "key/images")}`]);
  expect(undeclared(ecrRepositories, recorded)).toEqual([]);
});

test("a repository that leaves out what is optional has AWS's defaults", async () => {
  const recorded = await collect(
    {
      "ecr:GetRepositoryPolicy": "not-found",
      "ecr:GetRegistryScanningConfiguration": {},
      "ecr:ListTagsForResource": {},
    },
    { imageTagMutability: undefined, imageScanningConfiguration: {}, encryptionConfiguration: undefined },
  );
  expect(recorded.get(key)).toMatchObject({
    tags: {},
    properties: { externalPullers: [] },
    facets: { publicRead: false, immutableTags: false, scanOnPush: false, customerKey: false },
  });
  expect(unknownsOf(recorded, key)).toEqual({});
});

describe("a repository's policy", () => {
  const read = async (...statements: object[]) =>
    (await collect({ "ecr:GetRepositoryPolicy": policy(...statements) })).get(key);
  const everyone = { ...puller, Principal: "*" };
  test.each<[string, object[], boolean]>([
    ["for everyone", [everyone], true],
    [
      "for everyone over TLS",
      [{ ...everyone, Condition: { Bool: { "aws:SecureTransport": "true" } } }],
      true,
    ],
    ["for everyone but one", [{ ...puller, NotPrincipal: { AWS: "arn:aws:iam::999988887777:root" } }], true],
    ["for every action", [{ ...everyone, Action: "ecr:*" }], true],
    [
      "for all actions but one",
      [{ Effect: "Allow", Principal: "*", NotAction: "ecr:DeleteRepository" }],
      true,
    ],
    ["for everyone to look at", [{ ...everyone, Action: "ecr:DescribeImages" }], false],
    ["for everyone to push to", [{ ...everyone, Action: "ecr:PutImage" }], false],
    [
      "for everyone of an organization",
      [{ ...everyone, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
      false,
    ],
    [
      "for everyone, whom another statement denies",
      [everyone, { Effect: "Deny", Principal: "*", Action: "ecr:*" }],
      false,
    ],
  ])("%s makes it public: %#", async (_, statements, publicRead) => {
    expect((await read(...statements))?.facets).toMatchObject({ publicRead });
  });

  test.each<[string, object, string[]]>([
    ["another account", { AWS: "999988887777" }, ["999988887777"]],
    [
      "a role named like our account",
      { AWS: "arn:aws:iam::999988887777:role/111122223333" },
      ["arn:aws:iam::999988887777:role/111122223333"],
    ],
    ["our own account", { AWS: "111122223333" }, []],
    ["a service", { Service: "sagemaker.amazonaws.com" }, []],
    ["somebody deleted", { AWS: "AROAEXAMPLEID12345678" }, []],
  ])("for %s tells who else may pull", async (_, Principal, externalPullers) => {
    expect((await read({ ...puller, Principal }))?.properties).toMatchObject({ externalPullers });
  });

  test("under a condition tells nobody", async () => {
    const narrowed = {
      ...puller,
      Principal: { AWS: "999988887777" },
      Condition: { StringEquals: { "aws:PrincipalTag/ci": "1" } },
    };
    expect((await read(narrowed))?.properties).toMatchObject({ externalPullers: [] });
  });

  test.each(["", "policy", "{", "[]", 7])(
    "that is %j is counted as not read and ends nothing else",
    async (policyText) => {
      const { outcome, resources } = await collect({
        "ecr:DescribeRepositories": {
          repositories: [
            repository,
            { ...repository, repositoryName: "other", repositoryArn: arn("ecr", "repository/other") },
          ],
        },
        "ecr:GetRepositoryPolicy": ({ repositoryName }) =>
          repositoryName === "other" ? policy() : { policyText },
      });
      expect(resources.map(({ name }) => name)).toEqual(["other"]);
      expect(outcome.unparsed).toHaveLength(1);
    },
  );
});

describe("scanning by the registry's rules", () => {
  const scans = async (
    answer: Answers[string],
    more: object = { imageScanningConfiguration: { scanOnPush: false } },
  ) => (await collect({ "ecr:GetRegistryScanningConfiguration": answer }, more)).get(key)?.facets;
  test.each<[string, string, boolean]>([
    ["everything", "*", true],
    ["the name itself", "team/serving", true],
    ["a part of the name, without a wildcard", "serv", true],
    ["its beginning", "team/*", true],
    ["its end", "*serving", true],
    ["its middle", "*m/s*", true],
    ["two parts of it", "te*ing", true],
    ["another beginning", "serving*", false],
    ["another end", "*team", false],
    ["another name", "training", false],
    ["what would be a pattern elsewhere", "team.serving", false],
    ["what would never end elsewhere", `${"*a".repeat(60)}*`, false],
  ])("for %s (%s): %s", async (_, filter, scanOnPush) => {
    expect(await scans(scanning(["SCAN_ON_PUSH", filter]))).toMatchObject({ scanOnPush });
  });

  test.each([
    ["SCAN_ON_PUSH", true],
    ["CONTINUOUS_SCAN", true],
    ["MANUAL", false],
  ])("%s scans: %s", async (frequency, scanOnPush) => {
    expect(await scans(scanning([frequency, "*"]))).toMatchObject({ scanOnPush });
  });

  test("of which any one fits is enough, and none is none", async () => {
    expect(await scans(scanning(["MANUAL", "*"], ["SCAN_ON_PUSH", "x", "team"]))).toMatchObject({
      scanOnPush: true,
    });
    expect(await scans(scanning())).toMatchObject({ scanOnPush: false });
  });

  test("that may not be read leave it unknown, unless the repository itself scans", async () => {
    const off = await collect(
      { "ecr:GetRegistryScanningConfiguration": "denied" },
      { imageScanningConfiguration: { scanOnPush: false } },
    );
    expect(unknownsOf(off, key)).toEqual({ "facets.scanOnPush": "denied" });
    const on = await collect({ "ecr:GetRegistryScanningConfiguration": "denied" });
    expect(unknownsOf(on, key)).toEqual({});
    expect(on.get(key)?.facets).toMatchObject({ scanOnPush: true });
  });
});

test.each<[string, object | undefined, boolean, string | null]>([
  ["a key of one's own", { encryptionType: "KMS", kmsKey: arn("kms", "key/1") }, true, arn("kms", "key/1")],
  [
    "two layers of one's own",
    { encryptionType: "KMS_DSSE", kmsKey: arn("kms", "key/1") },
    true,
    arn("kms", "key/1"),
  ],
  ["AES", { encryptionType: "AES256" }, false, null],
  ["KMS without a word on the key", { encryptionType: "KMS" }, false, null],
])("images under %s", async (_, encryptionConfiguration, customerKey, edge) => {
  const recorded = await collect({}, { encryptionConfiguration });
  expect(recorded.get(key)?.facets).toMatchObject({ customerKey });
  expect(edgesOf(recorded, key)).toEqual(edge ? [`encrypted-by ${edge}`] : []);
});

test.each<[string, readonly string[]]>([
  [
    "ecr:GetRepositoryPolicy",
    ["facets.publicRead", "properties.externalPullers", "properties.resourcePolicy"],
  ],
  ["ecr:ListTagsForResource", ["tags"]],
])("%s refused leaves just what it would tell unknown", async (call, paths) => {
  const reasons: readonly Refusal[] = ["denied", "throttled", "failed", "malformed"];
  for (const reason of reasons)
    expect(unknownsOf(await collect({ [call]: reason }), key)).toEqual(
      Object.fromEntries(paths.map((path) => [path, reason])),
    );
});
