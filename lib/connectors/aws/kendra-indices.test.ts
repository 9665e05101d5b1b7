import { expect, test } from "vitest";

import { bad, good, searchAnswers } from "#tests/support/aws-search-answers.ts";
import { collectRecorded, edgesOf, undeclared, unknownsOf } from "#tests/support/recorded-aws.ts";
import { kendraIndices } from "./kendra-indices.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const collect = (answers = {}) => collectRecorded(kendraIndices, { ...searchAnswers, ...answers });
const withSource = async (source: object) => {
  const recorded = await collect({
    "kendra:DescribeDataSource": { Id: "s", Name: "it", ...source },
  });
  const properties: Readonly<Record<string, unknown>> = recorded.get(bad.kendra)?.properties ?? {};
  return unknownsOf(recorded, bad.kendra)["properties.openSources"] ?? properties["openSources"];
};

test("an index is shown with its sources, its key and how it learns who asks", async () => {
  const recorded = await collect();
  expect(recorded.outcome.state).toBe("complete");
  expect(undeclared(kendraIndices, recorded)).toEqual([]);
  expect(recorded.get(good.kendra)).toMatchObject({
    name: "manuals",
    tags: { owner: "search" },
    properties: { edition: "ENTERPRISE_EDITION", userContext: "token", openSources: [] },
    facets: { customerKey: true },
  });
  expect(recorded.get(bad.kendra)).toMatchObject({
    properties: { userContext: "attribute", openSources: ["letters"] },
    facets: { customerKey: false },
  });
  expect(edgesOf(recorded, good.kendra)).toEqual([
    `runs-as ${role("kendra")}`,
    `runs-as ${role("kendra-source")}`,
    "ingests arn:aws:s3:::acme-manuals",
    `encrypted-by ${arn("kms", "key/11111111-2222-3333-4444-555555555555")}`,
    `in-network ${arn("ec2", "security-group/sg-1")}`,
  ]);
  expect(edgesOf(recorded, bad.kendra)).toEqual([
    `runs-as ${role("kendra")}`,
    "ingests arn:aws:s3:::acme-letters",
    `invokes ${arn("lambda", "function:redact")}`,
  ]);
});

test("tokens count once a configuration reads them", async () => {
  const recorded = await collect({
    "kendra:DescribeIndex": {
      Id: "kendra-bad",
      Name: "x",
      Status: "ACTIVE",
      UserContextPolicy: "USER_TOKEN",
    },
  });
  expect(recorded.get(bad.kendra)?.properties).toMatchObject({ userContext: "attribute" });
});

const bucket = (more: object) => ({
  Type: "S3",
  Configuration: { S3Configuration: { BucketName: "b", ...more } },
});
test.each<[string, object, string[] | string]>([
  ["a bucket without a list", bucket({}), ["it"]],
  ["a bucket with a list", bucket({ AccessControlListConfiguration: { KeyPath: "a" } }), []],
  [
    "a bucket whose documents may each have one",
    bucket({ DocumentsMetadataConfiguration: {} }),
    "unsupported",
  ],
  ["documents put in one by one", { Type: "CUSTOM" }, "unsupported"],
  ["a website", { Type: "WEBCRAWLER" }, []],
  ["a wiki", { Type: "CONFLUENCE" }, []],
  [
    "a database without a column of groups",
    { Type: "DATABASE", Configuration: { DatabaseConfiguration: {} } },
    ["it"],
  ],
  [
    "a database with one",
    {
      Type: "DATABASE",
      Configuration: { DatabaseConfiguration: { AclConfiguration: { AllowedGroupsColumnName: "g" } } },
    },
    [],
  ],
  [
    "a template that crawls no lists",
    {
      Type: "TEMPLATE",
      Configuration: {
        TemplateConfiguration: {
          Template: { type: "SHAREPOINT", additionalProperties: { isCrawlAcl: false } },
        },
      },
    },
    ["it"],
  ],
])("%s", async (_, source, expected) => {
  expect(await withSource(source)).toEqual(expected);
});

test("sources that may not be described are a gap", async () => {
  const recorded = await collect({ "kendra:DescribeDataSource": "denied" });
  expect(recorded.outcome.unknown).toMatchObject({ permission: "kendra:DescribeDataSource" });
});
