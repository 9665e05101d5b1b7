import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { opensearchDomains } from "./opensearch-domains.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const key = arn("es", "domain/search");
const policy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const open = { Effect: "Allow", Principal: { AWS: "*" }, Action: "es:*", Resource: `${key}/*` };
const fromOffice = { ...open, Condition: { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } } };
const toRole = { ...open, Principal: { AWS: arn("iam", "role/app").replace(":eu-west-1", ":") } };

const domain = {
  ARN: key,
  DomainName: "search",
  EngineVersion: "OpenSearch_2.19",
  Endpoint: "Search.eu-west-1.es.amazonaws.com",
  EncryptionAtRestOptions: { Enabled: true, KmsKeyId: arn("kms", "key/own") },
  NodeToNodeEncryptionOptions: { Enabled: true },
  DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" },
  AdvancedSecurityOptions: { Enabled: true, InternalUserDatabaseEnabled: true },
  LogPublishingOptions: {
    AUDIT_LOGS: { CloudWatchLogsLogGroupArn: `${arn("logs", "log-group:/audit")}:*`, Enabled: true },
    ES_APPLICATION_LOGS: { CloudWatchLogsLogGroupArn: arn("logs", "log-group:/app"), Enabled: false },
  },
  AccessPolicies: policy(toRole),
};
const answers = (more: object = {}): Answers => ({
  "es:ListDomainNames": { DomainNames: [{ DomainName: "search" }] },
  "es:DescribeDomains": { DomainStatusList: [{ ...domain, ...more }] },
  "es:ListTags": { TagList: [{ Key: "owner", Value: "claims" }] },
  "kms:ListAliases": { Aliases: [{ AliasName: "alias/aws/es", TargetKeyId: "theirs" }] },
});
const seen = async (more: object = {}) => (await collectRecorded(opensearchDomains, answers(more))).get(key);

describe("an OpenSearch domain", () => {
  test("with everything AWS tells of one is shown with all of it", async () => {
    const recorded = await collectRecorded(opensearchDomains, answers());
    expect(recorded.get(key)).toMatchObject({
      type: "aws.opensearch.domain",
      tags: { owner: "claims" },
      properties: {
        encryptedAtRest: true,
        nodeToNodeEncryption: true,
        enforcesHttps: true,
        fineGrained: true,
        anonymous: false,
        vpcId: null,
      },
      facets: {
        publicNetwork: true,
        keyAuthentication: true,
        broadAccess: false,
        customerKey: true,
        accessLogging: true,
        hosts: ["search.eu-west-1.es.amazonaws.com"],
      },
    });
    expect(edgesOf(recorded, key)).toEqual([
      `encrypted-by ${arn("kms", "key/own")}`,
      `logs-to ${arn("logs", "log-group:/audit")}`,
    ]);
    expect(undeclared(opensearchDomains, recorded)).toEqual([]);
  });

  test.each<[string, object, object]>([
    ["an open policy behind fine-grained control", { AccessPolicies: policy(open) }, { anonymous: false }],
    [
      "an open policy and nothing behind it",
      { AccessPolicies: policy(open), AdvancedSecurityOptions: { Enabled: false } },
      { anonymous: true },
    ],
    [
      "control that still lets anonymous requests in",
      {
        AccessPolicies: policy(open),
        AdvancedSecurityOptions: { Enabled: true, AnonymousAuthEnabled: true },
      },
      { anonymous: true, fineGrained: false },
    ],
    ["a policy that names a role", { AdvancedSecurityOptions: { Enabled: false } }, { anonymous: false }],
    [
      "an open policy that is denied to everybody beside it",
      {
        AccessPolicies: policy(open, { ...open, Effect: "Deny" }),
        AdvancedSecurityOptions: { Enabled: false },
      },
      { anonymous: false },
    ],
  ])("with %s", async (_, more, properties) => {
    expect((await seen(more))?.properties).toMatchObject(properties);
  });

  test.each<[string, object, boolean]>([
    ["an address of its own", {}, true],
    ["addresses of the office only", { AccessPolicies: policy(fromOffice) }, false],
    [
      "addresses of the office, and a role from everywhere",
      { AccessPolicies: policy(fromOffice, toRole) },
      true,
    ],
    ["a VPC", { VPCOptions: { VPCId: "vpc-1", SecurityGroupIds: ["sg-1"] } }, false],
  ])("with %s is on a public network: %s", async (_, more, publicNetwork) => {
    expect((await seen(more))?.facets).toMatchObject({ publicNetwork });
  });

  test("under AWS's own key has no customer key, and under none neither", async () => {
    const theirs = { EncryptionAtRestOptions: { Enabled: true, KmsKeyId: arn("kms", "key/theirs") } };
    expect((await seen(theirs))?.facets).toMatchObject({ customerKey: false });
    const none = await seen({ EncryptionAtRestOptions: { Enabled: false, KmsKeyId: arn("kms", "key/own") } });
    expect(none).toMatchObject({ properties: { encryptedAtRest: false }, facets: { customerKey: false } });
  });

  test("whose key's owner may not be read is under a customer key or not", async () => {
    const recorded = await collectRecorded(opensearchDomains, { ...answers(), "kms:ListAliases": "denied" });
    expect(unknownsOf(recorded, key)).toEqual({ "facets.customerKey": "denied" });
  });

  test("keeps no audit log without fine-grained control", async () => {
    const off = await seen({ AdvancedSecurityOptions: { Enabled: false } });
    expect(off?.facets).toMatchObject({ accessLogging: false, keyAuthentication: false });
  });

  test("domains are described five at a time", async () => {
    const names = Array.from({ length: 11 }, (_, at) => ({ DomainName: `d${at}` }));
    const recorded = await collectRecorded(opensearchDomains, {
      "es:ListDomainNames": { DomainNames: names },
      "es:DescribeDomains": ({ DomainNames }) => ({
        DomainStatusList: (DomainNames as string[]).map((name) => ({
          DomainName: name,
          ARN: arn("es", `domain/${name}`),
        })),
      }),
      "es:ListTags": { TagList: [] },
    });
    expect(recorded.resources).toHaveLength(11);
    expect(recorded.outcome.callCount).toBe(1 + 3 + 11);
  });
});
