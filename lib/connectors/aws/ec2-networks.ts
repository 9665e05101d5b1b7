import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { toTags } from "./to-tags.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { isWideRange } from "./wide-range.ts";
import { prefixListsOf, type PrefixLists } from "./ec2-prefix-lists.ts";
import { keptPolicy } from "./kept-policy.ts";
import { narrowingConditions, statementsOf } from "./iam-statements.ts";
import { itemsOf, markUnknown, pages, type Unknowns } from "./pages.ts";
import { securityGroupKey, vpcEndpointKey } from "./partition.ts";
import { namesEveryone } from "./resource-policy.ts";

const permissionRecord = z.object({
  IpProtocol: z.string(),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  IpRanges: z.array(z.object({ CidrIp: z.string().optional() })).default([]),
  Ipv6Ranges: z.array(z.object({ CidrIpv6: z.string().optional() })).default([]),
  PrefixListIds: z.array(z.object({ PrefixListId: z.string().optional() })).default([]),
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
  permissions: ["ec2:DescribeSecurityGroups", "ec2:GetManagedPrefixListEntries"],
  collect: async function* (source) {
    let lists: PrefixLists = new Map();
    for await (const page of pages(source, "ec2", "DescribeSecurityGroups")) {
      const groups = itemsOf(page, "SecurityGroups");
      lists = await prefixListsOf(source, groups, lists);
      const known = lists;
      yield batchOf("ec2:DescribeSecurityGroups", groups, (raw) =>
        normalizeSecurityGroup(raw, source.scope, known),
      );
    }
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

function normalizeSecurityGroup(raw: unknown, scope: Scope, lists: PrefixLists): Batch {
  const group = groupRecord.parse(raw);
  const isOpen = (permission: Permission) => isFromAnywhere(permission, lists);
  const openPorts = group.IpPermissions.filter(isOpen).map(portsOf);
  const unrestrictedEgress = group.IpPermissionsEgress.some(
    (permission) => permission.IpProtocol === "-1" && isOpen(permission),
  );
  const unknowns: Unknowns = {};
  for (const unread of unreadOf(group.IpPermissions, lists))
    markUnknown(
      unknowns,
      ["properties.openPorts", ...(openPorts.length > 0 ? [] : ["facets.openToInternet"])],
      unread,
    );
  if (!unrestrictedEgress)
    for (const unread of unreadOf(group.IpPermissionsEgress, lists))
      markUnknown(unknowns, ["facets.unrestrictedEgress"], unread);
  const resource = {
    key: securityGroupKey(group.GroupId, scope),
    type: "aws.ec2.security-group" as const,
    name: group.GroupName,
    ...scope,
    tags: toTags(group.Tags),
    properties: { vpcId: group.VpcId ?? null, openPorts },
    facets: { openToInternet: openPorts.length > 0, unrestrictedEgress },
  };
  return { resources: [withUnknowns(resource, unknowns)], relationships: [] };
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
      resourcePolicy: endpoint.PolicyDocument === undefined ? null : keptPolicy(endpoint.PolicyDocument),
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

function isFromAnywhere(permission: Permission, lists: PrefixLists): boolean {
  const ranges = [
    ...permission.IpRanges.map(({ CidrIp }) => CidrIp),
    ...permission.Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
    ...listsOf(permission, lists).flatMap(({ ranges: listed }) => listed),
  ];
  return ranges.some(isWideRange);
}

const listsOf = ({ PrefixListIds }: Permission, lists: PrefixLists) =>
  PrefixListIds.flatMap(({ PrefixListId }) => lists.get(PrefixListId ?? "") ?? []);

/** Why lists that the rules name could not be read. */
const unreadOf = (permissions: readonly Permission[], lists: PrefixLists) =>
  permissions.flatMap((permission) =>
    listsOf(permission, lists).flatMap(({ unknowns }) => Object.values(unknowns)),
  );

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
