import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import { toTags } from "./to-tags.ts";
import { batchOf } from "./batch.ts";
import { narrowingConditions, statementsOf } from "./iam-statements.ts";
import { itemsOf, pages } from "./pages.ts";
import { securityGroupKey, vpcEndpointKey } from "./partition.ts";
import { namesEveryone } from "./resource-policy.ts";

const permissionRecord = z.object({
  IpProtocol: z.string(),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  IpRanges: z.array(z.object({ CidrIp: z.string().optional() })).default([]),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string().optional() })).default([]),
});
type Permission = z.infer<typeof permissionRecord>;
const tagList = z.array(z.object({ Key: z.string(), Value: z.string() })).default([]);

const groupRecord = z.object({
  GroupId: z.string(),
  GroupName: z.string(),
  VpcId: z.string().optional(),
  IpPermissions: z.array(permissionRecord).default([]),
  IpPermissionsEgress: z.array(permissionRecord).default([]),
  Tags: tagList,
});
const endpointRecord = z.object({
  VpcEndpointId: z.string(),
  VpcEndpointType: z.string().default("Gateway"),
  VpcId: z.string(),
  ServiceName: z.string(),
  State: z.string().default("available"),
  PolicyDocument: z.string().optional(),
  PrivateDnsEnabled: z.boolean().default(false),
  Groups: z.array(z.object({ GroupId: z.string() })).default([]),
  Tags: tagList,
});

export const securityGroups: Collector = {
  id: "ec2-security-groups",
  title: "Security groups",
  per: "region",
  produces: ["aws.ec2.security-group"],
  permissions: ["ec2:DescribeSecurityGroups"],
  collect: async function* (source) {
    const { account, region } = source.scope;
    for await (const page of pages(source, "ec2", "DescribeSecurityGroups"))
      yield batchOf("ec2:DescribeSecurityGroups", itemsOf(page, "SecurityGroups"), (raw) =>
        normalizeSecurityGroup(raw, account, region),
      );
  },
};

export const vpcEndpoints: Collector = {
  id: "ec2-vpc-endpoints",
  title: "VPC endpoints",
  per: "region",
  produces: ["aws.ec2.vpc-endpoint", "in-network"],
  permissions: ["ec2:DescribeVpcEndpoints"],
  collect: async function* (source) {
    const { account, region } = source.scope;
    for await (const page of pages(source, "ec2", "DescribeVpcEndpoints"))
      yield batchOf("ec2:DescribeVpcEndpoints", itemsOf(page, "VpcEndpoints"), (raw) =>
        normalizeVpcEndpoint(raw, account, region),
      );
  },
};

function normalizeSecurityGroup(raw: unknown, account: string, region: string | null): Batch {
  const group = groupRecord.parse(raw);
  const openPorts = group.IpPermissions.filter(isFromAnywhere).map(portsOf);
  const resource = {
    key: securityGroupKey(group.GroupId, { account, region }),
    type: "aws.ec2.security-group" as const,
    name: group.GroupName,
    account,
    region,
    tags: toTags(group.Tags),
    properties: { vpcId: group.VpcId ?? null, openPorts },
    facets: {
      openToInternet: openPorts.length > 0,
      unrestrictedEgress: group.IpPermissionsEgress.some(
        (permission) => permission.IpProtocol === "-1" && isFromAnywhere(permission),
      ),
    },
  };
  return { resources: [resource], relationships: [] };
}

function normalizeVpcEndpoint(raw: unknown, account: string, region: string | null): Batch {
  const endpoint = endpointRecord.parse(raw);
  const key = vpcEndpointKey(endpoint.VpcEndpointId, { account, region });
  const resource = {
    key,
    type: "aws.ec2.vpc-endpoint" as const,
    name: `${endpoint.ServiceName} (${endpoint.VpcEndpointId})`,
    account,
    region,
    tags: toTags(endpoint.Tags),
    properties: {
      vpcId: endpoint.VpcId,
      service: endpoint.ServiceName,
      kind: endpoint.VpcEndpointType,
      privateDns: endpoint.PrivateDnsEnabled,
    },
    facets: {
      approved: endpoint.State.toLowerCase() === "available",
      // An endpoint without a policy has the default one, which allows everything.
      policyAllowsAll: endpoint.PolicyDocument === undefined || allowsAll(endpoint.PolicyDocument),
    },
  };
  const relationships = endpoint.Groups.map(({ GroupId }) => ({
    from: key,
    kind: "in-network" as const,
    to: securityGroupKey(GroupId, { account, region }),
  }));
  return { resources: [resource], relationships };
}

const isFromAnywhere = ({ IpRanges, Ipv6Ranges }: Permission): boolean =>
  IpRanges.some(({ CidrIp }) => CidrIp === "0.0.0.0/0") ||
  Ipv6Ranges.some(({ CidrIpv6 }) => CidrIpv6 === "::/0");

function portsOf({ IpProtocol, FromPort, ToPort }: Permission): string {
  if (IpProtocol === "-1") return "all";
  if (FromPort === undefined || FromPort === -1) return IpProtocol;
  // Of ICMP the two numbers are a type and a code.
  if (IpProtocol.startsWith("icmp")) return `${IpProtocol} type ${FromPort}`;
  return FromPort === ToPort ? `${IpProtocol} ${FromPort}` : `${IpProtocol} ${FromPort}-${ToPort}`;
}

/** A denial that speaks of everything, as "unless in our organization", leaves no policy that allows all. */
function allowsAll(policy: string): boolean {
  const onEverything = statementsOf(policy).filter(
    (statement) =>
      statement.Action?.includes("*") === true &&
      statement.Resource?.includes("*") === true &&
      namesEveryone(statement),
  );
  return (
    onEverything.every(({ Effect }) => Effect === "Allow") &&
    onEverything.some((statement) => narrowingConditions(statement).length === 0)
  );
}
