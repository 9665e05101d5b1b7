import { describe, expect, test } from "vitest";

import { ResourceGraph } from "#lib/domain/graph.ts";
import type { Resource } from "#lib/domain/resource.ts";
import {
  awsResource,
  awsRole,
  boundedBy,
  inline,
  policyText,
  trusting,
} from "#tests/factories/aws-estate.ts";
import { accessLimits } from "../access.ts";
import { awsAccess } from "./access.ts";

const allow = (Action: string, Resource = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const bucket = (name: string, resourcePolicy: string | null = null): Resource =>
  awsResource("aws.s3.bucket", { key: `arn:aws:s3:::${name}`, name, properties: { resourcePolicy } });
const told = (resources: readonly Resource[], limits = accessLimits) =>
  awsAccess(new ResourceGraph(resources, []), limits).relationships.map(
    ({ from, kind, to, reason }) => `${from.split("/").at(-1)} ${kind} ${to.split(/[:/]/).at(-1)}: ${reason}`,
  );

test("an edge names the statement that decides", () => {
  const reader = awsRole("reader", {
    policies: [inline("own", allow("s3:GetObject", "arn:aws:s3:::corpus/*"))],
  });
  expect(told([reader, bucket("corpus"), bucket("other")])).toEqual([
    "reader can-read corpus: inline policy own, statement 1",
  ]);
});

test("what rests on a condition says on which", () => {
  const office = { Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
  const reader = awsRole("reader", { policies: [inline("own", allow("s3:GetObject", "*", office))] });
  expect(told([reader, bucket("corpus")])).toEqual([
    "reader can-read corpus: inline policy own, statement 1, under a condition on aws:sourceip",
  ]);
});

test("a boundary and a bucket's denial take what the role's own policy gives", () => {
  const policies = [inline("own", allow("s3:*")), boundedBy("limit", allow("s3:GetObject"))];
  const closed = policyText({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "arn:aws:s3:::closed/*",
  });
  expect(told([awsRole("reader", { policies }), bucket("open"), bucket("closed", closed)])).toEqual([
    "reader can-read open: inline policy own, statement 1",
  ]);
});

describe("what anybody may do", () => {
  const everybody = (Action: string, more: object = {}) =>
    policyText({ Effect: "Allow", Principal: "*", Action, Resource: "arn:aws:s3:::corpus/*", ...more });
  const open = (resourcePolicy: string): Resource =>
    awsResource(
      "aws.s3.bucket",
      { key: "arn:aws:s3:::corpus", properties: { resourcePolicy } },
      { publicRead: true, publicWrite: false },
    );
  const idle = awsRole("idle");
  const reader = awsRole("reader", {
    policies: [inline("own", allow("s3:GetObject", "arn:aws:s3:::corpus/*"))],
  });
  const stranger = awsRole("stranger", {
    account: "444455556666",
    policies: [inline("own", allow("s3:GetObject", "arn:aws:s3:::corpus/*"))],
  });

  test("is told of the bucket, and is no right of each role", () => {
    expect(told([idle, open(everybody("s3:GetObject"))])).toEqual([]);
  });

  test("takes no right that a role has of its own, in whichever account", () => {
    expect(told([idle, reader, stranger, open(everybody("s3:GetObject"))])).toEqual([
      "reader can-read corpus: inline policy own, statement 1",
      expect.stringMatching(/^stranger can-read corpus: .*bucket policy of corpus, statement 1/),
    ]);
  });

  test("is a right of each where the bucket does not tell of it, or it takes more than to ask", () => {
    expect(told([idle, open(everybody("s3:PutObject"))])).toEqual([
      "idle can-write corpus: bucket policy of corpus, statement 1",
    ]);
    const organization = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc" } } };
    expect(told([idle, open(everybody("s3:GetObject", organization))])).toEqual([
      expect.stringMatching(/^idle can-read corpus: .*under a condition on aws:principalorgid/),
    ]);
    const byName = policyText(
      { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::corpus/*" },
      {
        Effect: "Allow",
        Principal: { AWS: idle.key },
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::corpus/a/*",
      },
    );
    expect(told([idle, open(byName)])).toEqual([
      "idle can-read corpus: bucket policy of corpus, statement 2",
    ]);
  });

  test("leaves a part of a bucket to whom its own policy lets in", () => {
    const denied = {
      Effect: "Deny",
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::corpus/a/*",
    };
    const partly = awsRole("partly", {
      policies: [inline("own", allow("s3:GetObject", "arn:aws:s3:::corpus/a/*"), denied)],
    });
    expect(told([partly, open(everybody("s3:GetObject"))])).toEqual([]);
  });
});

test("a role is assumed by who may and is trusted, and no other", () => {
  const root = { AWS: "arn:aws:iam::111122223333:root" };
  const caller = awsRole("caller", { policies: [inline("own", allow("sts:AssumeRole"))] });
  expect(told([caller, awsRole("open", { trust: trusting(root) }), awsRole("machine")])).toEqual([
    expect.stringMatching(/^caller can-assume open: /),
  ]);
});

test("what reaches more than is written out is one fact, shared by all who reach the same", () => {
  const admins = ["a", "b"].map((name) => awsRole(name, { policies: [inline("all", allow("*"))] }));
  const buckets = Array.from({ length: 20 }, (_, index) => bucket(`bucket-${index}`));
  const graph = new ResourceGraph([...admins, ...buckets], []);
  const { relationships, estateGrants } = awsAccess(graph, { ...accessLimits, perGrant: 10 });
  expect(relationships.filter(({ to }) => to.includes("bucket-"))).toEqual([]);
  const reading = estateGrants.filter(({ kind }) => kind === "can-read");
  expect(reading.map(({ extent }) => extent)).toHaveLength(2);
  expect(new Set(reading.map(({ extent }) => extent)).size).toBe(1);
  expect(buckets.every((one) => reading.every(({ reaches }) => reaches(one)))).toBe(true);
});

test("an identity whose policies nobody read is left to what its grants say", () => {
  const dark = awsResource("aws.iam.role", { key: "arn:aws:iam::111122223333:role/dark" });
  expect([...awsAccess(new ResourceGraph([dark], []), accessLimits).decided]).toEqual([]);
});
