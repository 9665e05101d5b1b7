import { describe, expect, test } from "vitest";

import {
  collectRecorded,
  edgesOf,
  undeclared,
  unknownsOf,
  type Answers,
} from "#tests/support/recorded-aws.ts";
import { cognitoIdentityPools, cognitoUserPools } from "./cognito-pools.ts";
import { loadBalancers } from "./load-balancers.ts";
import { vpcNetworks } from "./vpc-networks.ts";
import { wafAcls } from "./waf-acls.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
const elb = "elasticloadbalancing";
const group = (Name: string, override: object = { None: {} }, VendorName = "AWS") => ({
  Name,
  Statement: { ManagedRuleGroupStatement: { VendorName, Name } },
  OverrideAction: override,
});
const rate = (action: object = { Block: {} }) => ({
  Name: "rate",
  Statement: { RateBasedStatement: { Limit: 100 } },
  Action: action,
});

describe("a load balancer", () => {
  const key = arn(elb, "loadbalancer/app/chat/1");
  const forward = { Type: "forward" };
  const oidc = { Type: "authenticate-oidc" };
  const listener = (actions: object[], more: object = {}) => ({
    ListenerArn: arn(elb, "listener/app/chat/1/2"),
    Protocol: "HTTPS",
    DefaultActions: actions,
    ...more,
  });
  const answers = (listeners: object[], rules: object[] = [], more: Answers = {}): Answers => ({
    [`${elb}:DescribeLoadBalancers`]: {
      LoadBalancers: [
        {
          LoadBalancerArn: key,
          LoadBalancerName: "chat",
          DNSName: "Chat-1.eu-west-1.elb.amazonaws.com",
          Scheme: "internet-facing",
          Type: "application",
          SecurityGroups: ["sg-1"],
        },
      ],
    },
    [`${elb}:DescribeListeners`]: { Listeners: listeners },
    [`${elb}:DescribeRules`]: { Rules: rules },
    [`${elb}:DescribeTargetGroups`]: {
      TargetGroups: [{ TargetGroupArn: arn(elb, "targetgroup/chat/1"), TargetType: "lambda" }],
    },
    [`${elb}:DescribeTargetHealth`]: {
      TargetHealthDescriptions: [{ Target: { Id: `${arn("lambda", "function:chat")}:live` } }],
    },
    [`${elb}:DescribeLoadBalancerAttributes`]: {
      Attributes: [
        { Key: "access_logs.s3.enabled", Value: "true" },
        { Key: "access_logs.s3.bucket", Value: "logs" },
      ],
    },
    [`${elb}:DescribeTags`]: { TagDescriptions: [{ Tags: [{ Key: "owner", Value: "claims" }] }] },
    "wafv2:GetWebACLForResource": { WebACL: { ARN: arn("wafv2", "acl"), Name: "acl", Rules: [rate()] } },
    ...more,
  });
  const seen = (...given: Parameters<typeof answers>) => collectRecorded(loadBalancers, answers(...given));

  test("is told with who gets in, where it leads and what slows callers down", async () => {
    const recorded = await seen([listener([oidc, forward])], [{ Actions: [oidc, forward] }]);
    expect(recorded.get(key)).toMatchObject({
      tags: { owner: "claims" },
      properties: { kind: "application", plainHttp: false },
      facets: {
        publicNetwork: true,
        authentication: "identity",
        firewall: true,
        throttled: true,
        accessLogging: true,
        hosts: ["chat-1.eu-west-1.elb.amazonaws.com"],
      },
    });
    expect(edgesOf(recorded, key)).toEqual([
      `routes-to ${arn("lambda", "function:chat")}`,
      `in-network ${arn("ec2", "security-group/sg-1")}`,
      "logs-to arn:aws:s3:::logs",
    ]);
    expect(undeclared(loadBalancers, recorded)).toEqual([]);
  });

  test.each<[string, object[], object[], string | null]>([
    ["a listener that forwards without asking", [listener([forward])], [], null],
    ["a rule that forwards without asking", [listener([oidc, forward])], [{ Actions: [forward] }], null],
    ["a token that is checked", [listener([{ Type: "jwt-validation" }, forward])], [], "identity"],
    [
      "certificates of callers",
      [listener([forward], { MutualAuthentication: { Mode: "verify" } })],
      [],
      "identity",
    ],
    [
      "certificates passed on unchecked",
      [listener([forward], { MutualAuthentication: { Mode: "passthrough" } })],
      [],
      null,
    ],
    ["a redirect alone", [listener([{ Type: "redirect" }])], [], "identity"],
    ["no listener", [], [], "unreachable"],
  ])("with %s", async (_, listeners, rules, expected) => {
    const recorded = await seen(listeners, rules);
    const told = unknownsOf(recorded, key)["facets.authentication"];
    const said = told === undefined ? Reflect.get(recorded.get(key)?.facets ?? {}, "authentication") : null;
    expect([said, told]).toEqual([expected, expected === null ? "unsupported" : undefined]);
  });

  test("that redirects plain HTTP does not answer it", async () => {
    const plain = listener([forward], { Protocol: "HTTP" });
    const redirect = listener([{ Type: "redirect" }], { Protocol: "HTTP" });
    expect((await seen([plain])).get(key)?.properties).toMatchObject({ plainHttp: true });
    expect((await seen([redirect])).get(key)?.properties).toMatchObject({ plainHttp: false });
  });

  test("without a firewall, or with one that may not be read", async () => {
    const without = await seen([listener([oidc, forward])], [], {
      "wafv2:GetWebACLForResource": "not-found",
    });
    expect(without.get(key)?.facets).toMatchObject({ firewall: false, throttled: false });
    const unread = await seen([listener([oidc, forward])], [], { "wafv2:GetWebACLForResource": "denied" });
    expect(unknownsOf(unread, key)).toEqual({ "facets.firewall": "denied", "facets.throttled": "denied" });
  });
});

describe("a web ACL", () => {
  const key = arn("wafv2", "regional/webacl/main/1");
  const api = "arn:aws:apigateway:eu-west-1::/restapis/abc";
  const answers = (...rules: object[]): Answers => ({
    "wafv2:ListWebACLs": { WebACLs: [{ Name: "main", Id: "1", ARN: key }] },
    "wafv2:GetWebACL": { WebACL: { Name: "main", ARN: key, Rules: rules } },
    "wafv2:ListResourcesForWebACL": ({ ResourceType }) => ({
      ResourceArns: ResourceType === "API_GATEWAY" ? [`${api}/stages/prod`, `${api}/stages/test`] : [],
    }),
  });

  test("stands before the API whose stages it guards, once", async () => {
    const recorded = await collectRecorded(wafAcls, answers(group("AWSManagedRulesCommonRuleSet")));
    expect(edgesOf(recorded, api)).toEqual([`governed-by ${key}`]);
    expect(undeclared(wafAcls, recorded)).toEqual([]);
  });

  const sqli = { FieldToMatch: { Body: {} } };
  test.each<[string, object[], object]>([
    ["the common group", [group("AWSManagedRulesCommonRuleSet")], { stopsInjection: true, limitsSize: true }],
    [
      "the common group, counting",
      [group("AWSManagedRulesCommonRuleSet", { Count: {} })],
      { stopsInjection: false, limitsSize: false },
    ],
    ["a group on addresses", [group("AWSManagedRulesAmazonIpReputationList")], { stopsInjection: false }],
    ["a seller's group", [group("LLM-Guard", { None: {} }, "Seller")], { stopsInjection: true }],
    [
      "a nested match of its own",
      [
        {
          Name: "own",
          Statement: { AndStatement: { Statements: [{ SqliMatchStatement: sqli }] } },
          Action: { Block: {} },
        },
      ],
      { stopsInjection: true },
    ],
    [
      "a match that only counts",
      [{ Name: "own", Statement: { SqliMatchStatement: sqli }, Action: { Count: {} } }],
      { stopsInjection: false },
    ],
    ["a limit on the rate", [rate()], { limitsRate: true }],
    ["a limit that only counts", [rate({ Count: {} })], { limitsRate: false }],
    ["no rules", [], { stopsInjection: false, limitsRate: false, limitsSize: false }],
  ])("with %s", async (_, rules, properties) => {
    expect((await collectRecorded(wafAcls, answers(...rules))).get(key)?.properties).toMatchObject(
      properties,
    );
  });
});

describe("a subnet", () => {
  const route = (GatewayId: string, DestinationCidrBlock = "0.0.0.0/0", State = "active") => ({
    GatewayId,
    DestinationCidrBlock,
    State,
  });
  const answers = (tables: object[], logs: object[] = []): Answers => ({
    "ec2:DescribeVpcs": { Vpcs: [{ VpcId: "vpc-1", CidrBlock: "10.0.0.0/16" }] },
    "ec2:DescribeSubnets": {
      Subnets: [{ SubnetId: "subnet-1", VpcId: "vpc-1", CidrBlock: "10.0.1.0/24" }],
    },
    "ec2:DescribeRouteTables": { RouteTables: tables },
    "ec2:DescribeFlowLogs": { FlowLogs: logs },
  });
  const main = (...Routes: object[]) => ({ VpcId: "vpc-1", Associations: [{ Main: true }], Routes });
  const own = (...Routes: object[]) => ({ VpcId: "vpc-1", Associations: [{ SubnetId: "subnet-1" }], Routes });
  const key = arn("ec2", "subnet/subnet-1");

  test.each<[string, object[], object]>([
    ["by its own table", [main(), own(route("igw-1"))], { openToInternet: true, unrestrictedEgress: true }],
    ["by the main table, having none", [main(route("igw-1"))], { openToInternet: true }],
    ["not by the main table, having one", [main(route("igw-1")), own()], { openToInternet: false }],
    [
      "not by a translator, which lets out only",
      [own(route("nat-1"))],
      { openToInternet: false, unrestrictedEgress: true },
    ],
    [
      "not by a route that leads nowhere",
      [own(route("igw-1", "0.0.0.0/0", "blackhole"))],
      { openToInternet: false },
    ],
    ["not by a narrow route", [own(route("igw-1", "198.51.100.0/24"))], { openToInternet: false }],
    [
      "by routes for the halves of the internet",
      [own(route("igw-1", "0.0.0.0/1"), route("igw-1", "128.0.0.0/1"))],
      { openToInternet: true },
    ],
  ])("is open %s", async (_, tables, facets) => {
    const recorded = await collectRecorded(vpcNetworks, answers(tables));
    expect(recorded.get(key)?.facets).toMatchObject(facets);
    expect(undeclared(vpcNetworks, recorded)).toEqual([]);
  });

  /** Of the gateway itself, for what comes in. */
  const edge = (...Routes: object[]) => ({ VpcId: "vpc-1", Associations: [{ GatewayId: "igw-1" }], Routes });
  const guarded = own(route("vpce-fw"));
  test.each<[string, object[], [openToInternet: boolean, inspected: boolean]]>([
    ["which calls come in over", [guarded, edge(route("vpce-fw", "10.0.1.0/24"))], [true, true]],
    ["told of the whole network", [guarded, edge(route("vpce-fw", "10.0.0.0/16"))], [true, true]],
    ["told of another subnet", [guarded, edge(route("vpce-fw", "10.0.2.0/24"))], [false, false]],
    ["for what goes out alone", [guarded], [false, false]],
    [
      "of another network",
      [guarded, { ...edge(route("vpce-fw", "10.0.1.0/24")), VpcId: "vpc-2" }],
      [false, false],
    ],
    ["with a way past it", [own(route("igw-1")), edge(route("vpce-fw", "10.0.1.0/24"))], [true, false]],
  ])("behind the endpoint of a firewall %s", async (_, tables, [openToInternet, inspected]) => {
    expect((await collectRecorded(vpcNetworks, answers(tables))).get(key)).toMatchObject({
      facets: { openToInternet },
      properties: { inspected },
    });
  });

  test("is in its VPC, which keeps flow logs or not", async () => {
    const vpc = arn("ec2", "vpc/vpc-1");
    const logged = await collectRecorded(
      vpcNetworks,
      answers([main()], [{ ResourceId: "vpc-1", FlowLogStatus: "ACTIVE", LogGroupName: "/vpc" }]),
    );
    expect(edgesOf(logged, vpc)).toEqual([`contains ${key}`, `logs-to ${arn("logs", "log-group:/vpc")}`]);
    expect(logged.get(vpc)?.properties).toMatchObject({ flowLogs: true });
    const unread = await collectRecorded(vpcNetworks, {
      ...answers([main()]),
      "ec2:DescribeFlowLogs": "denied",
    });
    expect(unknownsOf(unread, vpc)).toEqual({ "properties.flowLogs": "denied" });
  });
});

describe("Cognito", () => {
  test("tells of a user pool whether it asks twice and who may join", async () => {
    const key = arn("cognito-idp", "userpool/p");
    const seen = async (more: object) =>
      (
        await collectRecorded(cognitoUserPools, {
          "cognito-idp:ListUserPools": { UserPools: [{ Id: "p" }] },
          "cognito-idp:DescribeUserPool": { UserPool: { Arn: key, Name: "callers", ...more } },
        })
      ).get(key)?.facets;
    expect(await seen({})).toEqual({ multiFactor: false, selfSignUp: true, guestAccess: false });
    expect(
      await seen({ MfaConfiguration: "ON", AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }),
    ).toEqual({ multiFactor: true, selfSignUp: false, guestAccess: false });
    expect(await seen({ MfaConfiguration: "OPTIONAL" })).toMatchObject({ multiFactor: false });
  });

  const key = arn("cognito-identity", "identitypool/eu-west-1:1");
  const guest = "arn:aws:iam::111122223333:role/guest";
  const pool = (guests: boolean, more: Answers = {}) =>
    collectRecorded(cognitoIdentityPools, {
      "cognito-identity:ListIdentityPools": { IdentityPools: [{ IdentityPoolId: "eu-west-1:1" }] },
      "cognito-identity:DescribeIdentityPool": {
        IdentityPoolId: "eu-west-1:1",
        IdentityPoolName: "app",
        AllowUnauthenticatedIdentities: guests,
      },
      "cognito-identity:GetIdentityPoolRoles": { Roles: { unauthenticated: guest } },
      ...more,
    });

  test("hands the role of guests out only where it lets guests in", async () => {
    const open = await pool(true);
    expect(open.get(key)).toMatchObject({ properties: { guestRole: guest }, facets: { guestAccess: true } });
    expect(edgesOf(open, key)).toEqual([`can-assume ${guest}`]);
    expect(undeclared(cognitoIdentityPools, open)).toEqual([]);
    expect(edgesOf(await pool(false), key)).toEqual([]);
  });

  test("whose roles may not be read hands out what is not known", async () => {
    const recorded = await pool(true, { "cognito-identity:GetIdentityPoolRoles": "denied" });
    expect(Object.keys(unknownsOf(recorded, key))).toEqual([
      "properties.guestRole",
      "relationships.can-assume",
    ]);
  });
});
