import { expect, test } from "vitest";

import { collectRecorded, unknownsOf, type Answers } from "#tests/support/recorded-aws.ts";
import { cloudfrontDistributions } from "./cloudfront-distributions.ts";

const arn = "arn:aws:cloudfront::111122223333:distribution/E1CLAIMS";
const behavior = (more: object = {}) => ({
  TargetOriginId: "o",
  ViewerProtocolPolicy: "redirect-to-https",
  TrustedSigners: { Enabled: false, Quantity: 0 },
  TrustedKeyGroups: { Enabled: false, Quantity: 0 },
  ...more,
});
const summary = (more: object = {}) => ({
  Id: "E1CLAIMS",
  ARN: arn,
  Status: "Deployed",
  DomainName: "D111111ABCDEF8.cloudfront.net",
  Enabled: true,
  Comment: "claims portal",
  Aliases: { Quantity: 1, Items: ["claims.acme.example"] },
  Origins: {
    Quantity: 3,
    Items: [
      {
        Id: "s3",
        DomainName: "acme-claims-uploads.s3.eu-west-1.amazonaws.com",
        OriginAccessControlId: "E2OAC",
        S3OriginConfig: { OriginAccessIdentity: "" },
        CustomHeaders: { Quantity: 0 },
      },
      {
        Id: "old",
        DomainName: "acme-claims-archive.s3.amazonaws.com",
        OriginAccessControlId: "",
        S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E3OAI" },
        CustomHeaders: { Quantity: 0 },
      },
      {
        Id: "api",
        DomainName: "Internal-claims.eu-west-1.elb.amazonaws.com",
        VpcOriginConfig: { VpcOriginId: "vo_1" },
        CustomHeaders: { Quantity: 1, Items: [{ HeaderName: "x-origin-verify", HeaderValue: "a secret" }] },
      },
    ],
  },
  DefaultCacheBehavior: behavior(),
  CacheBehaviors: { Quantity: 0 },
  ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021" },
  WebACLId: "",
  ...more,
});
const collect = (more: object = {}, answers: Answers = {}) =>
  collectRecorded(cloudfrontDistributions, {
    "cloudfront:ListDistributions": {
      DistributionList: { IsTruncated: false, Quantity: 1, Items: [summary(more)] },
    },
    "cloudfront:GetDistributionConfig": {
      DistributionConfig: { Logging: { Enabled: true, Bucket: "acme-logs.s3.amazonaws.com", Prefix: "" } },
    },
    "cloudfront:ListTagsForResource": { Tags: { Items: [{ Key: "owner", Value: "claims" }] } },
    ...answers,
  });

test("a distribution is told with its origins, how it reaches them, and where it leads", async () => {
  const recorded = await collect();
  expect(recorded.outcome.unknown).toBeNull();
  const distribution = recorded.get(arn);
  expect(distribution).toMatchObject({
    name: "claims portal",
    tags: { owner: "claims" },
    facets: {
      publicNetwork: true,
      authentication: "none",
      firewall: false,
      throttled: false,
      accessLogging: true,
      hosts: ["d111111abcdef8.cloudfront.net", "claims.acme.example"],
    },
    properties: {
      plainHttp: false,
      minimumTls: "TLSv1.2_2021",
      origins: [
        { bucketKey: "arn:aws:s3:::acme-claims-uploads", signs: true, identity: null, isPrivate: false },
        { bucketKey: "arn:aws:s3:::acme-claims-archive", signs: false, identity: "E3OAI" },
        {
          host: "internal-claims.eu-west-1.elb.amazonaws.com",
          bucketKey: null,
          isPrivate: true,
          headers: ["x-origin-verify"],
        },
      ],
    },
  });
  expect(JSON.stringify(distribution)).not.toContain("a secret");
  expect(recorded.relationships.map(({ kind, to }) => `${kind} ${to}`)).toEqual([
    "routes-to arn:aws:s3:::acme-claims-uploads",
    "routes-to arn:aws:s3:::acme-claims-archive",
    "logs-to arn:aws:s3:::acme-logs",
  ]);
});

test.each([
  [
    "signed addresses on every path",
    { DefaultCacheBehavior: behavior({ TrustedKeyGroups: { Enabled: true } }) },
    "key",
  ],
  [
    "signed addresses on one path alone",
    { CacheBehaviors: { Quantity: 1, Items: [behavior({ TrustedSigners: { Enabled: true } })] } },
    "none",
  ],
])("a caller's proof: %s", async (_, more, authentication) => {
  expect((await collect(more)).get(arn)?.facets).toMatchObject({ authentication });
});

test("code that sees each call first may ask for anything, so what is asked is unknown", async () => {
  const FunctionAssociations = { Quantity: 1, Items: [{ EventType: "viewer-request", FunctionARN: "f" }] };
  const recorded = await collect({ DefaultCacheBehavior: behavior({ FunctionAssociations }) });
  expect(unknownsOf(recorded, arn)).toMatchObject({ "facets.authentication": "unsupported" });
  const late = { Quantity: 1, Items: [{ EventType: "viewer-response", FunctionARN: "f" }] };
  const after = await collect({ DefaultCacheBehavior: behavior({ FunctionAssociations: late }) });
  expect(unknownsOf(after, arn)).toEqual({});
});

test("a website of a bucket is one more server, and no right on the bucket", async () => {
  const Items = [{ Id: "w", DomainName: "acme-site.s3-website-eu-west-1.amazonaws.com" }];
  const recorded = await collect({ Origins: { Quantity: 1, Items } });
  expect(recorded.relationships.filter(({ kind }) => kind === "routes-to")).toEqual([]);
});

test("what was not read is unknown: logs, and the rules of a firewall", async () => {
  const recorded = await collect(
    { WebACLId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/1" },
    { "cloudfront:GetDistributionConfig": "denied" },
  );
  expect(recorded.get(arn)?.facets).toMatchObject({ firewall: true });
  expect(unknownsOf(recorded, arn)).toEqual({
    "facets.accessLogging": "denied",
    "relationships.logs-to": "denied",
    "facets.throttled": "unsupported",
  });
});

test("all pages are read, and an account without distributions has none", async () => {
  const page = (Id: string, NextMarker?: string) => ({
    DistributionList: {
      IsTruncated: NextMarker !== undefined,
      ...(NextMarker ? { NextMarker } : {}),
      Items: [summary({ Id, ARN: `${arn}-${Id}` })],
    },
  });
  const paged = await collect(
    {},
    {
      "cloudfront:ListDistributions": ({ Marker }) => (Marker === "next" ? page("b") : page("a", "next")),
    },
  );
  expect(paged.resources.map(({ key }) => key)).toEqual([`${arn}-a`, `${arn}-b`]);
  const none = await collect(
    {},
    { "cloudfront:ListDistributions": { DistributionList: { IsTruncated: false, Quantity: 0 } } },
  );
  expect([none.outcome.unknown, none.resources]).toEqual([null, []]);
});
