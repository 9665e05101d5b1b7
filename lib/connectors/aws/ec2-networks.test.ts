import { expect, test } from "vitest";

import { collectRecorded, undeclared } from "#tests/support/recorded-aws.ts";
import { account } from "./account.ts";
import { securityGroups, vpcEndpoints } from "./ec2-networks.ts";

const anywhere = { IpRanges: [{ CidrIp: "0.0.0.0/0" }], Ipv6Ranges: [] };
const all = { IpProtocol: "-1", ...anywhere };
const group = async (IpPermissions: object[], IpPermissionsEgress: object[] = []) => {
  const recorded = await collectRecorded(securityGroups, {
    "ec2:DescribeSecurityGroups": {
      SecurityGroups: [
        { GroupId: "sg-1", GroupName: "model", VpcId: "vpc-1", IpPermissions, IpPermissionsEgress },
      ],
    },
  });
  expect(undeclared(securityGroups, recorded)).toEqual([]);
  return recorded.resources[0];
};

test.each([
  [[{ IpProtocol: "tcp", FromPort: 8000, ToPort: 8000, ...anywhere }], ["tcp 8000"]],
  [
    [{ IpProtocol: "tcp", FromPort: 1, ToPort: 9, IpRanges: [], Ipv6Ranges: [{ CidrIpv6: "::/0" }] }],
    ["tcp 1-9"],
  ],
  [[all], ["all"]],
  [[{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "10.0.0.0/8" }] }], []],
  [[{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId: "sg-2" }] }], []],
])("ports open to any address are named: %j", async (permissions, openPorts) => {
  expect(await group(permissions)).toMatchObject({
    key: "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
    properties: { openPorts },
    facets: { openToInternet: openPorts.length > 0 },
  });
});

test("only all traffic to any address is unrestricted egress", async () => {
  const https = { IpProtocol: "tcp", FromPort: 443, ToPort: 443, ...anywhere };
  expect((await group([], [all]))?.facets).toMatchObject({ unrestrictedEgress: true });
  expect((await group([], [https]))?.facets).toMatchObject({ unrestrictedEgress: false });
});

const endpoint = async (more: object) => {
  const recorded = await collectRecorded(vpcEndpoints, {
    "ec2:DescribeVpcEndpoints": {
      VpcEndpoints: [
        {
          VpcEndpointId: "vpce-1",
          VpcEndpointType: "Interface",
          VpcId: "vpc-1",
          ServiceName: "com.amazonaws.eu-west-1.bedrock-runtime",
          State: "available",
          Groups: [{ GroupId: "sg-1" }],
          ...more,
        },
      ],
    },
  });
  expect(undeclared(vpcEndpoints, recorded)).toEqual([]);
  return recorded;
};
const policy = (statement: object) => ({
  PolicyDocument: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...statement }],
  }),
});

test.each([
  [{}, true],
  [policy({}), true],
  [policy({ Action: "bedrock:InvokeModel" }), false],
  [policy({ Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }), false],
])("an endpoint with %j lets everything through: %s", async (more, policyAllowsAll) => {
  expect((await endpoint(more)).resources[0]?.facets).toMatchObject({ policyAllowsAll, approved: true });
});

test("an endpoint stands in its security groups", async () => {
  expect((await endpoint({})).relationships).toEqual([
    {
      from: "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1",
      kind: "in-network",
      to: "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1",
    },
  ]);
});

const block = (RestrictPublicBuckets: boolean) => ({
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets,
  },
});

test.each([
  [block(true), true],
  [block(false), false],
  ["not-found", false],
] as const)("an account with %j refuses public buckets: %s", async (answer, blocksPublicBuckets) => {
  const recorded = await collectRecorded(account, {
    "iam:ListAccountAliases": { AccountAliases: ["claims-prod"] },
    "s3control:GetPublicAccessBlock": answer,
  });
  expect(undeclared(account, recorded)).toEqual([]);
  expect(recorded.resources[0]).toMatchObject({
    name: "claims-prod",
    properties: { alias: "claims-prod", blocksPublicBuckets },
  });
});
