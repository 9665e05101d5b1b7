import { describe, expect, test } from "vitest";

import { collectRecorded, edgesOf, undeclared, type Answers } from "#tests/support/recorded-aws.ts";
import { opensearchServerless } from "./opensearch-serverless.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const kmsKey = arn("kms", "key/1");
const collectionArn = arn("aoss", "collection/07tjusf2h91cunochc");

/** `BatchGetCollection`, with every member that is documented. */
const collection = {
  id: "07tjusf2h91cunochc",
  name: "claims-policies",
  status: "ACTIVE",
  type: "VECTORSEARCH",
  description: "",
  arn: collectionArn,
  kmsKeyArn: kmsKey,
  standbyReplicas: "ENABLED",
  createdDate: 1_741_064_767_000,
  lastModifiedDate: 1_741_064_767_000,
  collectionEndpoint: "https://07tjusf2h91cunochc.eu-west-1.aoss.amazonaws.com",
  dashboardEndpoint: "https://07tjusf2h91cunochc.eu-west-1.aoss.amazonaws.com/_dashboards",
};
const agent = "arn:aws:iam::111122223333:role/service-role/knowledge-base";
type Policy = { name: string; policy: object[] };
const aoss = (network: Policy[], data: Policy[], more: Answers = {}): Answers => ({
  "aoss:ListCollections": {
    collectionSummaries: [{ id: collection.id, name: collection.name, status: "ACTIVE", arn: collectionArn }],
  },
  "aoss:BatchGetCollection": { collectionDetails: [collection], collectionErrorDetails: [] },
  "aoss:ListSecurityPolicies": {
    securityPolicySummaries: network.map(({ name }) => ({ type: "network", name, policyVersion: "v1" })),
  },
  "aoss:GetSecurityPolicy": ({ name }) => ({
    securityPolicyDetail: {
      type: "network",
      policyVersion: "v1",
      ...network.find((one) => one.name === name),
    },
  }),
  "aoss:ListAccessPolicies": {
    accessPolicySummaries: data.map(({ name }) => ({ type: "data", name, policyVersion: "v1" })),
  },
  "aoss:GetAccessPolicy": ({ name }) => ({
    accessPolicyDetail: { type: "data", policyVersion: "v1", ...data.find((one) => one.name === name) },
  }),
  "aoss:ListTagsForResource": { tags: [{ key: "team", value: "claims" }] },
  ...more,
});
const rule = (ResourceType: string, ...Resource: string[]) => ({ ResourceType, Resource });
const toEndpoint = (pattern: string, more: object) => ({
  name: "network",
  policy: [{ Description: "", Rules: [rule("collection", pattern), rule("dashboard", pattern)], ...more }],
});
const toData = (principal: string, ...patterns: string[]) => ({
  name: "data",
  policy: [
    {
      Rules: [{ ...rule("index", ...patterns), Permission: ["aoss:ReadDocument"] }],
      Principal: [principal],
      Description: "",
    },
  ],
});
const store = async (network: Policy[], data: Policy[], more: Answers = {}) =>
  collectRecorded(opensearchServerless, aoss(network, data, more));

describe("a collection with everything OpenSearch Serverless tells of one", () => {
  test("is shown with all of it", async () => {
    const recorded = await store(
      [
        toEndpoint("collection/claims-*", {
          AllowFromPublic: false,
          SourceVPCEs: ["vpce-1", "vpce-2"],
          SourceServices: ["bedrock.amazonaws.com"],
        }),
      ],
      [toData(agent, "index/claims-policies/*")],
    );
    expect(recorded.get(collectionArn)).toEqual({
      key: collectionArn,
      type: "aws.opensearch-serverless.collection",
      name: "claims-policies",
      account: "111122223333",
      region: "eu-west-1",
      tags: { team: "claims" },
      properties: {
        kind: "VECTORSEARCH",
        status: "ACTIVE",
        dataPolicies: [
          {
            name: "data",
            principals: [agent],
            rules: [{ resources: ["index/claims-policies/*"], permissions: ["aoss:ReadDocument"] }],
          },
        ],
        dataPrincipals: [agent],
        broadPolicies: [],
        networkPolicies: ["network"],
      },
      facets: {
        publicNetwork: false,
        keyAuthentication: false,
        broadAccess: false,
        customerKey: true,
        accessLogging: true,
        hosts: ["07tjusf2h91cunochc.eu-west-1.aoss.amazonaws.com"],
      },
    });
    expect(edgesOf(recorded, collectionArn)).toEqual([
      `encrypted-by ${kmsKey}`,
      `reached-privately-through ${arn("ec2", "vpc-endpoint/vpce-1")}`,
      `reached-privately-through ${arn("ec2", "vpc-endpoint/vpce-2")}`,
    ]);
    expect(undeclared(opensearchServerless, recorded)).toEqual([]);
  });
});

describe("a pattern covers the collection claims-policies", () => {
  test.each([
    ["collection/claims-policies", true],
    ["collection/claims-*", true],
    ["collection/c*", true],
    ["collection/*", true],
    ["collection/claims-policies*", true],
    ["collection/claims", false],
    ["collection/claims-policies-2", false],
    ["collection/Claims-policies", false],
    ["collection/policies*", false],
    ["collection/", false],
    ["collection", false],
    ["*", false],
  ])("%s: %s", async (pattern, covers) => {
    const recorded = await store([toEndpoint(pattern, { AllowFromPublic: true })], []);
    expect(recorded.get(collectionArn)?.facets).toMatchObject({ publicNetwork: covers });
    expect(recorded.get(collectionArn)?.properties).toMatchObject({
      networkPolicies: covers ? ["network"] : [],
    });
  });

  test("for data, by its second part alone", async () => {
    for (const [pattern, covers] of [
      ["index/claims-policies/a", true],
      ["index/claims*/b*", true],
      ["index/other/claims-policies", false],
    ] as const) {
      const recorded = await store([], [toData(agent, pattern)]);
      expect(recorded.get(collectionArn)?.properties).toMatchObject({
        dataPrincipals: covers ? [agent] : [],
      });
    }
  });
});

describe("access is broad", () => {
  test.each([
    ["*", true],
    ["111122223333", true],
    ["arn:aws:iam::111122223333:root", true],
    ["arn:aws:iam::111122223333:role/*", true],
    ["arn:aws:iam::111122223333:user/*", true],
    ["arn:aws:iam::111122223333:role/app", false],
    ["arn:aws:iam::111122223333:role/team/*", false],
    ["saml/111122223333/okta/group/admins", false],
  ])("for %s: %s", async (principal, broadAccess) => {
    const recorded = await store([], [toData(principal, "index/claims-policies/*")]);
    expect(recorded.get(collectionArn)?.facets).toMatchObject({ broadAccess });
  });
});

test("access is broad by one rule or principal of several", async () => {
  const rules = ["index/claims-policies/*", "index/*/*"].map((one) => rule("index", one));
  const byRule = { name: "data", policy: [{ Rules: rules, Principal: [agent] }] };
  const narrow = rule("index", "index/claims-policies/*");
  const byPrincipal = { name: "data", policy: [{ Rules: [narrow], Principal: [agent, "*"] }] };
  const byPattern = {
    name: "data",
    policy: [{ Rules: [rule("index", "index/claims-policies/*", "index/*/*")], Principal: [agent] }],
  };
  const byNobody = { name: "data", policy: [{ Rules: [narrow], Principal: [agent] }] };
  for (const [policy, broadAccess] of [
    [byRule, true],
    [byPrincipal, true],
    [byPattern, true],
    [byNobody, false],
  ] as const)
    expect((await store([], [policy])).get(collectionArn)?.facets).toMatchObject({ broadAccess });
});

describe("what cannot be read of a collection", () => {
  test.each([
    "aoss:ListCollections",
    "aoss:BatchGetCollection",
    "aoss:ListSecurityPolicies",
    "aoss:GetSecurityPolicy",
    "aoss:ListAccessPolicies",
    "aoss:GetAccessPolicy",
  ])("%s denied ends the collection: without its policies it would look private", async (call) => {
    const { outcome } = await store(
      [toEndpoint("collection/*", { AllowFromPublic: true })],
      [toData("*", "index/*/*")],
      { [call]: "denied" },
    );
    expect(outcome).toMatchObject({ state: "denied", unknown: { permission: call } });
  });

  test("its policies are not asked for where there is no collection", async () => {
    const recorded = await store([], [], {
      "aoss:ListCollections": { collectionSummaries: [] },
      "aoss:ListSecurityPolicies": "denied",
    });
    expect(recorded.outcome).toMatchObject({ state: "complete", callCount: 1 });
  });

  test.each(["no address", "", "//host"])(
    "an endpoint that is %j is counted as not read",
    async (collectionEndpoint) => {
      const details = { collectionDetails: [{ ...collection, collectionEndpoint }] };
      const { outcome } = await store([], [], { "aoss:BatchGetCollection": details });
      expect(outcome).toMatchObject({ state: "failed", unknown: { reason: "malformed" } });
    },
  );

  test("one that is being made has no endpoint yet", async () => {
    const details = {
      collectionDetails: [
        { ...collection, status: "CREATING", collectionEndpoint: undefined, kmsKeyArn: "auto" },
      ],
    };
    const recorded = await store([], [], { "aoss:BatchGetCollection": details });
    expect(recorded.get(collectionArn)?.facets).toMatchObject({ hosts: [], customerKey: false });
  });
});
