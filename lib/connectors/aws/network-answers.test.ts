import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { securityGroups, vpcEndpoints } from "./ec2-networks.ts";

const scope = { account: "111122223333", region: "eu-west-1" };
const arn = (resource: string) => `arn:aws:ec2:eu-west-1:111122223333:${resource}`;
const key = arn("security-group/sg-0a");
type Rule = Record<string, unknown>;
/** One rule as `DescribeSecurityGroups` gives it: every list is there, empty or not. */
const rule = (
  IpProtocol: string,
  FromPort: number | undefined,
  ToPort: number | undefined,
  more: Rule = {},
) => ({
  IpProtocol,
  ...(FromPort === undefined ? {} : { FromPort, ToPort }),
  UserIdGroupPairs: [],
  IpRanges: [],
  Ipv6Ranges: [],
  PrefixListIds: [],
  ...more,
});
const from = (...ranges: string[]) => ({
  IpRanges: ranges.map((CidrIp) => ({ CidrIp, Description: "why" })),
});
const from6 = (...ranges: string[]) => ({ Ipv6Ranges: ranges.map((CidrIpv6) => ({ CidrIpv6 })) });
const anywhere = from("0.0.0.0/0");
const group = {
  GroupId: "sg-0a",
  IpPermissionsEgress: [rule("-1", undefined, undefined, anywhere)],
  Tags: [{ Key: "Name", Value: "model" }],
  VpcId: "vpc-0a",
  SecurityGroupArn: key,
  OwnerId: "111122223333",
  GroupName: "model-servers",
  Description: "Serves the model",
  IpPermissions: [
    rule("tcp", 443, 443, { ...anywhere, ...from6("::/0") }),
    rule("tcp", 8_000, 8_010, { UserIdGroupPairs: [{ GroupId: "sg-0a", UserId: "111122223333" }] }),
  ],
};
const collect = (more: object = {}, answers: Answers = {}) =>
  collectRecorded(securityGroups, {
    "ec2:DescribeSecurityGroups": { SecurityGroups: [{ ...group, ...more }] },
    ...answers,
  });
const ingress = async (...IpPermissions: object[]) => (await collect({ IpPermissions })).get(key);
const egress = async (...IpPermissionsEgress: object[]) => (await collect({ IpPermissionsEgress })).get(key);

test("a group with everything EC2 tells of one is shown with all of it", async () => {
  const recorded = await collect();
  expect(recorded.get(key)).toEqual({
    key,
    type: "aws.ec2.security-group",
    name: "model-servers",
    ...scope,
    tags: { Name: "model" },
    properties: { vpcId: "vpc-0a", openPorts: ["tcp 443"] },
    facets: { openToInternet: true, unrestrictedEgress: true },
  });
  expect(undeclared(securityGroups, recorded)).toEqual([]);
});

test("a group without rules, tags or a network has none", async () => {
  const bare = { GroupId: "sg-0a", GroupName: "bare" };
  const recorded = await collectRecorded(securityGroups, {
    "ec2:DescribeSecurityGroups": { SecurityGroups: [bare] },
  });
  expect(recorded.get(key)).toMatchObject({
    tags: {},
    properties: { vpcId: null, openPorts: [] },
    facets: { openToInternet: false, unrestrictedEgress: false },
  });
});

describe("a rule lets in", () => {
  test.each<[string, object, string[]]>([
    ["one port from anywhere", rule("tcp", 22, 22, anywhere), ["tcp 22"]],
    ["a range of ports", rule("udp", 0, 65_535, anywhere), ["udp 0-65535"]],
    ["port 0 alone", rule("tcp", 0, 0, anywhere), ["tcp 0"]],
    ["every protocol", rule("-1", undefined, undefined, anywhere), ["all"]],
    ["every protocol, ports or not", rule("-1", -1, -1, anywhere), ["all"]],
    ["a protocol by its number", rule("50", undefined, undefined, anywhere), ["50"]],
    ["all of ICMP", rule("icmp", -1, -1, anywhere), ["icmp"]],
    ["a kind of ICMP", rule("icmp", 8, -1, anywhere), ["icmp type 8"]],
    ["a kind of ICMP of IPv6", rule("icmpv6", 128, 0, from6("::/0")), ["icmpv6 type 128"]],
    ["any address of IPv6", rule("tcp", 443, 443, from6("::/0")), ["tcp 443"]],
    ["any address among narrow ones", rule("tcp", 443, 443, from("10.0.0.0/8", "0.0.0.0/0")), ["tcp 443"]],
    ["not from a private range", rule("tcp", 443, 443, from("10.0.0.0/8")), []],
    ["not from one address", rule("tcp", 22, 22, from("198.51.100.7/32")), []],
    [
      "not from its own group",
      rule("-1", undefined, undefined, { UserIdGroupPairs: [{ GroupId: "sg-0a" }] }),
      [],
    ],
    [
      "not from a group of another account",
      rule("tcp", 1, 1, {
        UserIdGroupPairs: [{ GroupId: "sg-x", UserId: "999988887777", PeeringStatus: "active" }],
      }),
      [],
    ],
    ["not from a range without an address", rule("tcp", 443, 443, { IpRanges: [{ Description: "x" }] }), []],
  ])("%s", async (_, permission, openPorts) => {
    expect(await ingress(permission)).toMatchObject({
      properties: { openPorts },
      facets: { openToInternet: openPorts.length > 0 },
    });
  });

  test("what each of several rules does, in their order", async () => {
    const found = await ingress(
      rule("tcp", 443, 443, anywhere),
      rule("tcp", 22, 22, from("10.0.0.0/8")),
      rule("tcp", 80, 80, anywhere),
    );
    expect(found?.properties).toMatchObject({ openPorts: ["tcp 443", "tcp 80"] });
  });
});

describe("a rule lets out", () => {
  test.each<[string, object, boolean]>([
    ["everything to anywhere", rule("-1", undefined, undefined, anywhere), true],
    ["everything to anywhere of IPv6", rule("-1", undefined, undefined, from6("::/0")), true],
    ["one protocol to anywhere", rule("tcp", 0, 65_535, anywhere), false],
    ["everything to a private range", rule("-1", undefined, undefined, from("10.0.0.0/8")), false],
    [
      "everything to a group",
      rule("-1", undefined, undefined, { UserIdGroupPairs: [{ GroupId: "sg-x" }] }),
      false,
    ],
  ])("%s: without limit %s", async (_, permission, unrestrictedEgress) => {
    expect((await egress(permission))?.facets).toMatchObject({ unrestrictedEgress });
  });
});

describe("a rule that names a prefix list", () => {
  const listed = (PrefixListId = "pl-1") => ({ PrefixListIds: [{ PrefixListId, Description: "office" }] });
  const entries = (...cidrs: string[]) => ({ Entries: cidrs.map((Cidr) => ({ Cidr, Description: "" })) });
  const on = (lists: Answers[string], more: object = { IpPermissions: [rule("tcp", 443, 443, listed())] }) =>
    collect({ IpPermissionsEgress: [], ...more }, { "ec2:GetManagedPrefixListEntries": lists });

  test.each<[string, string[], boolean]>([
    ["of an office", ["198.51.100.0/24", "2001:db8::/48"], false],
    ["with everything in it", ["198.51.100.0/24", "0.0.0.0/0"], true],
    ["with everything of IPv6 in it", ["::/0"], true],
    ["with nothing in it", [], false],
  ])("%s is as open as its entries", async (_, cidrs, openToInternet) => {
    const recorded = await on(entries(...cidrs));
    expect(recorded.get(key)).toMatchObject({
      properties: { openPorts: openToInternet ? ["tcp 443"] : [] },
      facets: { openToInternet },
    });
    expect(undeclared(securityGroups, recorded)).toEqual([]);
  });

  test("lets out what its entries let out", async () => {
    const more = { IpPermissions: [], IpPermissionsEgress: [rule("-1", undefined, undefined, listed())] };
    expect((await on(entries("0.0.0.0/0"), more)).get(key)?.facets).toMatchObject({
      unrestrictedEgress: true,
    });
    expect((await on(entries("10.0.0.0/8"), more)).get(key)?.facets).toMatchObject({
      unrestrictedEgress: false,
    });
  });

  test.each(["denied", "throttled", "failed", "malformed", "not-recorded"] as const)(
    "that is %s may be open or not",
    async (reason) => {
      expect(unknownsOf(await on(reason), key)).toEqual({
        "facets.openToInternet": reason,
        "properties.openPorts": reason,
      });
    },
  );

  test("that may not be read does not hide what another rule opens", async () => {
    const rules = [rule("tcp", 443, 443, listed()), rule("tcp", 22, 22, anywhere)];
    const recorded = await on("denied", { IpPermissions: rules });
    expect(recorded.get(key)?.facets).toMatchObject({ openToInternet: true });
    expect(unknownsOf(recorded, key)).toEqual({ "properties.openPorts": "denied" });
    const out = [rule("-1", undefined, undefined, listed()), rule("-1", undefined, undefined, anywhere)];
    expect(unknownsOf(await on("denied", { IpPermissions: [], IpPermissionsEgress: out }), key)).toEqual({});
  });

  test("that was deleted opens nothing", async () => {
    const recorded = await on("not-found");
    expect(recorded.get(key)?.facets).toMatchObject({ openToInternet: false });
    expect(unknownsOf(recorded, key)).toEqual({});
  });

  test("is read once, over all its pages, however many groups name it", async () => {
    const asked: unknown[] = [];
    const SecurityGroups = ["sg-1", "sg-2", "sg-3"].map((GroupId) => ({
      ...group,
      GroupId,
      IpPermissions: [rule("tcp", 443, 443, listed(GroupId === "sg-3" ? "pl-2" : "pl-1"))],
    }));
    const recorded = await collectRecorded(securityGroups, {
      "ec2:DescribeSecurityGroups": ({ NextToken }) =>
        NextToken
          ? { SecurityGroups: SecurityGroups.slice(1) }
          : { SecurityGroups: SecurityGroups.slice(0, 1), NextToken: "2" },
      "ec2:GetManagedPrefixListEntries": ({ PrefixListId, NextToken }) => {
        asked.push([PrefixListId, NextToken]);
        return NextToken ? entries("0.0.0.0/0") : { ...entries("10.0.0.0/8"), NextToken: "2" };
      },
    });
    expect(asked).toEqual([
      ["pl-1", undefined],
      ["pl-1", "2"],
      ["pl-2", undefined],
      ["pl-2", "2"],
    ]);
    expect(recorded.resources.map(({ facets }) => facets)).toEqual(
      Array.from({ length: 3 }, () => ({ openToInternet: true, unrestrictedEgress: true })),
    );
  });
});

describe("the list of groups", () => {
  test("is read over all its pages, one of them empty", async () => {
    const page = (id: string) => ({ SecurityGroups: [{ ...group, GroupId: id }] });
    const { resources } = await collect(
      {},
      {
        "ec2:DescribeSecurityGroups": ({ NextToken }) => {
          if (!NextToken) return { ...page("sg-1"), NextToken: "2" };
          return NextToken === "2" ? { SecurityGroups: [], NextToken: "3" } : page("sg-2");
        },
      },
    );
    expect(resources.map(({ key: found }) => found)).toEqual([
      arn("security-group/sg-1"),
      arn("security-group/sg-2"),
    ]);
  });

  test.each(["denied", "throttled", "failed", "malformed"] as const)(
    "that is %s is a gap, not an empty estate",
    async (reason) => {
      const { outcome } = await collect({}, { "ec2:DescribeSecurityGroups": reason });
      expect(outcome.state).toBe(reason === "denied" ? "denied" : "failed");
      expect(outcome.unknown).toMatchObject({ reason, call: "ec2:DescribeSecurityGroups" });
    },
  );

  test.each<[string, object]>([
    ["no id", { GroupId: undefined }],
    ["a rule without a protocol", { IpPermissions: [{ FromPort: 1 }] }],
    ["a port that is a text", { IpPermissions: [{ ...rule("tcp", 1, 1), FromPort: "1" }] }],
    ["rules that are no list", { IpPermissions: "all" }],
  ])("counts a group with %s as not read", async (_, more) => {
    const { outcome, resources } = await collect(more);
    expect([outcome.state, resources.length]).toEqual(["failed", 0]);
  });
});

const endpointKey = arn("vpc-endpoint/vpce-0a");
/** One of `DescribeVpcEndpoints`, with every member that is documented. */
const endpoint = {
  VpcEndpointId: "vpce-0a",
  VpcEndpointType: "Interface",
  VpcId: "vpc-0a",
  ServiceName: "com.amazonaws.eu-west-1.bedrock-runtime",
  State: "available",
  PolicyDocument: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
  RouteTableIds: [],
  SubnetIds: ["subnet-0a"],
  Groups: [{ GroupId: "sg-0a", GroupName: "model" }],
  IpAddressType: "ipv4",
  DnsOptions: { DnsRecordIpType: "ipv4" },
  PrivateDnsEnabled: true,
  RequesterManaged: false,
  NetworkInterfaceIds: ["eni-0a"],
  DnsEntries: [{ DnsName: "vpce-0a.bedrock-runtime.eu-west-1.vpce.amazonaws.com", HostedZoneId: "Z1" }],
  CreationTimestamp: "2025-03-04T05:06:07.000Z",
  Tags: [{ Key: "team", Value: "claims" }],
  OwnerId: "111122223333",
};
const endpoints = (more: object = {}) =>
  collectRecorded(vpcEndpoints, { "ec2:DescribeVpcEndpoints": { VpcEndpoints: [{ ...endpoint, ...more }] } });

test("an endpoint with everything EC2 tells of one is shown with all of it", async () => {
  const recorded = await endpoints();
  expect(recorded.get(endpointKey)).toEqual({
    key: endpointKey,
    type: "aws.ec2.vpc-endpoint",
    name: "com.amazonaws.eu-west-1.bedrock-runtime (vpce-0a)",
    ...scope,
    tags: { team: "claims" },
    properties: {
      vpcId: "vpc-0a",
      service: "com.amazonaws.eu-west-1.bedrock-runtime",
      kind: "Interface",
      privateDns: true,
      resourcePolicy:
        '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["*"],"Resource":["*"]}]}',
    },
    facets: { approved: true, policyAllowsAll: true },
  });
  expect(edgesOf(recorded, endpointKey)).toEqual([`in-network ${key}`]);
  expect(undeclared(vpcEndpoints, recorded)).toEqual([]);
});

describe("the policy of an endpoint allows all", () => {
  const all = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
  test.each<[string, object[] | null, boolean]>([
    ["where there is none", null, true],
    ["by a statement for everything", [all], true],
    ["written as lists", [{ ...all, Principal: { AWS: ["*"] }, Action: ["*"], Resource: ["*"] }], true],
    ["by one statement of several", [{ ...all, Action: "s3:GetObject" }, all], true],
    ["not for one service", [{ ...all, Action: "bedrock:*" }], false],
    ["not for one resource", [{ ...all, Resource: "arn:aws:s3:::corpus/*" }], false],
    ["not for one account", [{ ...all, Principal: { AWS: "111122223333" } }], false],
    ["not for one role", [{ ...all, Principal: { AWS: "arn:aws:iam::111122223333:role/app" } }], false],
    [
      "not within the organization",
      [{ ...all, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
      false,
    ],
    [
      "not where all else is denied",
      [all, { ...all, Effect: "Deny", Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } } }],
      false,
    ],
    ["where a little is denied", [all, { ...all, Effect: "Deny", Action: "s3:DeleteObject" }], true],
    ["not by a policy that says nothing", [], false],
  ])("%s", async (_, statements, policyAllowsAll) => {
    const PolicyDocument = statements
      ? JSON.stringify({ Version: "2012-10-17", Statement: statements })
      : undefined;
    expect((await endpoints({ PolicyDocument })).get(endpointKey)?.facets).toMatchObject({ policyAllowsAll });
  });
});

test.each([
  ["available", true],
  ["Available", true],
  ["pendingAcceptance", false],
  ["PendingAcceptance", false],
  ["rejected", false],
  ["deleting", false],
  ["failed", false],
])("an endpoint that is %s is approved: %s", async (State, approved) => {
  expect((await endpoints({ State })).get(endpointKey)?.facets).toMatchObject({ approved });
});
