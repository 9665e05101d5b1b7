import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { awsResource, policyText } from "#tests/factories/aws-estate.ts";
import { distributionRights } from "./distributions.ts";

const distribution = "arn:aws:cloudfront::111122223333:distribution/E1";
const bucketKey = "arn:aws:s3:::corpus";
const origin = (more: object = {}) => ({
  host: "corpus.s3.eu-west-1.amazonaws.com",
  bucketKey,
  signs: true,
  identity: null,
  isPrivate: false,
  headers: [],
  ...more,
});
const front = (more: object = {}) =>
  awsResource("aws.cloudfront.distribution", {
    key: distribution,
    name: "front",
    properties: { origins: [origin(more)] },
  });
const bucket = (...statements: object[]) =>
  awsResource("aws.s3.bucket", {
    key: bucketKey,
    properties: { resourcePolicy: statements.length > 0 ? policyText(...statements) : null },
  });
const allow = (Principal: unknown, more: object = {}) => ({
  Effect: "Allow",
  Principal,
  Action: "s3:GetObject",
  Resource: `${bucketKey}/*`,
  ...more,
});
const cloudfront = { Service: "cloudfront.amazonaws.com" };
const from = (arn: string) => ({ Condition: { StringEquals: { "AWS:SourceArn": arn } } });
const told = (...resources: Resource[]) =>
  distributionRights(new ResourceGraph(resources, [])).map(
    ({ kind, to, reason }) => `${kind} ${to}: ${reason}`,
  );

describe("a bucket behind a distribution", () => {
  const sure = [`can-read ${bucketKey}: bucket policy of corpus, statement 1`];

  test.each<[string, object, object[], string[]]>([
    ["lets in CloudFront for this distribution", {}, [allow(cloudfront, from(distribution))], sure],
    ["lets in CloudFront for any", {}, [allow(cloudfront)], sure],
    ["lets it in for another distribution", {}, [allow(cloudfront, from(`${distribution}2`))], []],
    ["lets in another service", {}, [allow({ Service: "logging.s3.amazonaws.com" })], []],
    ["lets it write alone", {}, [allow(cloudfront, { Action: "s3:PutObject" })], []],
    ["denies what it allows", {}, [allow(cloudfront), { ...allow("*"), Effect: "Deny" }], []],
    ["lets it in, but nothing is signed", { signs: false }, [allow(cloudfront)], []],
    ["has no policy", {}, [], []],
    [
      "names the identity the distribution reads as",
      { signs: false, identity: "E3" },
      [allow({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E3" })],
      sure,
    ],
    [
      "names another identity",
      { signs: false, identity: "E3" },
      [allow({ AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E4" })],
      [],
    ],
  ])("that %s", (_, more, statements, expected) => {
    expect(told(front(more), bucket(...statements))).toEqual(expected);
  });

  test("under a condition that was not told, perhaps", () => {
    const organization = { Condition: { StringEquals: { "aws:SourceOrgID": "o-abc" } } };
    expect(told(front(), bucket(allow(cloudfront, organization)))).toEqual([
      expect.stringMatching(/under a condition on aws:sourceorgid$/),
    ]);
  });
});

test("the address of a function is opened where its policy lets CloudFront in and calls are signed", () => {
  const host = "abc.lambda-url.eu-west-1.on.aws";
  const key = "arn:aws:lambda:eu-west-1:111122223333:function:claims";
  const policy = (Action: string) =>
    policyText({ Effect: "Allow", Principal: cloudfront, Action, Resource: key });
  const code = (Action: string) =>
    awsResource(
      "aws.lambda.function",
      { key, properties: { resourcePolicy: policy(Action) } },
      { hosts: [host] },
    );
  const via = (signs: boolean) => front({ host, bucketKey: null, signs });
  expect(told(via(true), code("lambda:InvokeFunctionUrl"))).toEqual([
    `can-invoke ${key}: function policy of claims, statement 1`,
  ]);
  expect(told(via(true), code("lambda:GetFunction"))).toEqual([]);
  expect(told(via(false), code("lambda:InvokeFunctionUrl"))).toEqual([]);
});
