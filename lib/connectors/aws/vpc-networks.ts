import { BlockList, isIP } from "node:net";

import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import { batchOf, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { logGroupKey } from "./log-group-key.ts";
import { allItems, detailItems, type Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { openPortsBySubnet } from "./network-acls.ts";
import { subnetKey } from "./subnet-keys.ts";
import { toTags } from "./to-tags.ts";
import { isWideRange } from "./wide-range.ts";

const RawVpc = z.object({
  VpcId: z.string(),
  CidrBlock: z.string().optional(),
  IsDefault: z.boolean().default(false),
  Tags: z.unknown().optional(),
});
const RawSubnet = z.object({
  SubnetId: z.string(),
  VpcId: z.string(),
  CidrBlock: z.string().optional(),
  MapPublicIpOnLaunch: z.boolean().default(false),
  Tags: z.unknown().optional(),
});
const RawTable = z.object({
  VpcId: z.string(),
  Associations: z
    .array(
      z.object({
        SubnetId: z.string().optional(),
        GatewayId: z.string().optional(),
        Main: z.boolean().default(false),
      }),
    )
    .default([]),
  Routes: z
    .array(
      z.object({
        DestinationCidrBlock: z.string().optional(),
        DestinationIpv6CidrBlock: z.string().optional(),
        GatewayId: z.string().optional(),
        State: z.string().default("active"),
      }),
    )
    .default([]),
});
const RawFlowLog = z.object({
  ResourceId: z.string(),
  FlowLogStatus: z.string().default("ACTIVE"),
  LogGroupName: z.string().optional(),
});
type Table = z.infer<typeof RawTable>;
type FlowLog = z.infer<typeof RawFlowLog>;

export const vpcNetworks: Collector = {
  id: "vpc-networks",
  title: "VPCs, subnets and their routes",
  per: "region",
  produces: ["aws.ec2.vpc", "aws.ec2.subnet", "contains", "logs-to"],
  permissions: [
    "ec2:DescribeVpcs",
    "ec2:DescribeSubnets",
    "ec2:DescribeRouteTables",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeFlowLogs",
  ],
  collect: async function* (source) {
    const list = (operation: string, name: string) => allItems(source, "ec2", operation, name);
    const vpcs = await list("DescribeVpcs", "Vpcs");
    if (vpcs.length === 0) return;
    const subnets = await list("DescribeSubnets", "Subnets");
    const tables = (await list("DescribeRouteTables", "RouteTables")).flatMap(
      (raw) => RawTable.safeParse(raw).data ?? [],
    );
    const unknowns: Unknowns = {};
    const call = { service: "ec2", operation: "DescribeFlowLogs", list: "FlowLogs", input: {} };
    const logs = (await detailItems(source, call, unknowns, ["properties.flowLogs"])).flatMap(
      (raw) => RawFlowLog.safeParse(raw).data ?? [],
    );
    const aclUnknowns: Unknowns = {};
    const acls = await detailItems(
      source,
      { service: "ec2", operation: "DescribeNetworkAcls", list: "NetworkAcls", input: {} },
      aclUnknowns,
      ["properties.openPorts"],
    );
    const around = { tables, openPorts: openPortsBySubnet(acls), unknowns: aclUnknowns };
    yield batchOf("ec2:DescribeSubnets", subnets, (raw) => normalizeSubnet(raw, around, source.scope));
    yield batchOf("ec2:DescribeVpcs", vpcs, (raw) => normalizeVpc(raw, tables, logs, unknowns, source.scope));
  },
};

const vpcKey = (id: string, scope: Scope): string => arnIn(scope, "ec2", `vpc/${id}`);

/** Routes of everything that has no narrower one. */
const defaultRoutes = ({ Routes }: Table) =>
  Routes.filter(
    ({ DestinationCidrBlock, DestinationIpv6CidrBlock, State }) =>
      State !== "blackhole" && (DestinationCidrBlock === "0.0.0.0/0" || DestinationIpv6CidrBlock === "::/0"),
  );

/** A route for much of the internet, as the two halves of it are, lets those callers in who get their answers over it. */
const leadsTo = ({ Routes }: Table, kind: "igw-" | "vpce-"): boolean =>
  Routes.some(
    ({ DestinationCidrBlock, DestinationIpv6CidrBlock, GatewayId, State }) =>
      State !== "blackhole" &&
      GatewayId?.startsWith(kind) === true &&
      (isWideRange(DestinationCidrBlock) || isWideRange(DestinationIpv6CidrBlock)),
  );

/**
 * Whether calls come in from the gateway over a firewall's endpoint, and answers go back over it.
 * docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config-route-tables.html
 */
const isInspected = (cidr: string | undefined, table: Table, tables: readonly Table[]): boolean =>
  leadsTo(table, "vpce-") &&
  tables
    .filter(
      ({ VpcId, Associations }) =>
        VpcId === table.VpcId && Associations.some(({ GatewayId }) => GatewayId?.startsWith("igw-")),
    )
    .some(({ Routes }) =>
      Routes.some(
        ({ GatewayId, DestinationCidrBlock }) =>
          GatewayId?.startsWith("vpce-") === true && overlap(DestinationCidrBlock, cidr),
      ),
    );

/** Where either is not told, they may. */
function overlap(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [one, other].map((range) => range?.split("/") ?? []);
  const [address, bits, otherAddress, otherBits] = [a?.[0], Number(a?.[1]), b?.[0], Number(b?.[1])];
  if (isIP(address ?? "") !== 4 || isIP(otherAddress ?? "") !== 4) return true;
  const list = new BlockList();
  const wider = Math.min(bits, otherBits);
  if (!(wider >= 0 && wider <= 32)) return true;
  list.addSubnet(address ?? "", wider);
  return list.check(otherAddress ?? "");
}

/** A subnet without a table of its own has its VPC's main one. */
function tableOf(subnet: string, vpc: string, tables: readonly Table[]): Table | undefined {
  const own = tables.find(({ Associations }) => Associations.some(({ SubnetId }) => SubnetId === subnet));
  return own ?? tables.find((table) => table.VpcId === vpc && table.Associations.some(({ Main }) => Main));
}

type AroundSubnet = {
  tables: readonly Table[];
  openPorts: ReadonlyMap<string, readonly string[]>;
  unknowns: Unknowns;
};

function normalizeSubnet(raw: unknown, around: AroundSubnet, scope: Scope): Batch {
  const subnet = RawSubnet.parse(raw);
  const table = tableOf(subnet.SubnetId, subnet.VpcId, around.tables);
  const isRouted = table !== undefined && leadsTo(table, "igw-");
  const inspected = table !== undefined && !isRouted && isInspected(subnet.CidrBlock, table, around.tables);
  const tags = toTags(subnet.Tags);
  const key = subnetKey(subnet.SubnetId, scope);
  const resource = {
    key,
    type: "aws.ec2.subnet" as const,
    name: tags["Name"] ?? subnet.SubnetId,
    ...scope,
    tags,
    properties: {
      vpcId: subnet.VpcId,
      givesPublicAddresses: subnet.MapPublicIpOnLaunch,
      openPorts: [...(around.openPorts.get(subnet.SubnetId) ?? ["all"])],
      inspected,
    },
    facets: {
      openToInternet: isRouted || inspected,
      unrestrictedEgress: table !== undefined && defaultRoutes(table).length > 0,
    },
  };
  return {
    resources: [withUnknowns(resource, around.unknowns)],
    relationships: [{ from: vpcKey(subnet.VpcId, scope), kind: "contains", to: key }],
  };
}

function normalizeVpc(
  raw: unknown,
  tables: readonly Table[],
  logs: readonly FlowLog[],
  unknowns: Unknowns,
  scope: Scope,
): Batch {
  const vpc = RawVpc.parse(raw);
  const own = tables.filter(({ VpcId }) => VpcId === vpc.VpcId);
  const flows = logs.filter((log) => log.ResourceId === vpc.VpcId && log.FlowLogStatus === "ACTIVE");
  const tags = toTags(vpc.Tags);
  const key = vpcKey(vpc.VpcId, scope);
  const resource = {
    key,
    type: "aws.ec2.vpc" as const,
    name: tags["Name"] ?? vpc.VpcId,
    ...scope,
    tags,
    properties: {
      vpcId: vpc.VpcId,
      cidr: vpc.CidrBlock ?? null,
      isDefault: vpc.IsDefault,
      flowLogs: flows.length > 0,
    },
    facets: {
      openToInternet: own.some((table) => leadsTo(table, "igw-")),
      unrestrictedEgress: own.some((table) => defaultRoutes(table).length > 0),
    },
  };
  const groups = flows.flatMap(({ LogGroupName }) =>
    LogGroupName ? [logGroupKey(LogGroupName, scope)] : [],
  );
  return {
    resources: [withUnknowns(resource, unknowns)],
    relationships: edgesFrom(key)("logs-to", ...groups),
  };
}
