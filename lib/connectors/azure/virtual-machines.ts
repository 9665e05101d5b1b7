import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { askedByPrograms, machineFacets } from "../machine-facets.ts";
import { withUnknown } from "../normalized.ts";
import { armKey, armRow, identityKeys, placeOf, resourcesOfType, type ArmRow } from "./arm.ts";
import { queryDetail, queryGraph } from "./graph-query.ts";
import {
  IpConfiguration,
  LoadBalancer,
  loadBalancerQuery,
  PublicAddress,
  publicAddressQuery,
  readWays,
} from "./interface-ways.ts";

const reference = z.object({ id: z.string() }).nullish();
const InterfaceProperties = z.object({
  networkSecurityGroup: reference,
  virtualMachine: reference,
  ipConfigurations: z.array(IpConfiguration).nullish(),
});
export const Interface = armRow(InterfaceProperties);
const Properties = z.object({
  /** Of a machine. */
  hardwareProfile: z.object({ vmSize: z.string().nullish() }).nullish(),
  /** Of a scale set. */
  virtualMachineProfile: z
    .object({
      networkProfile: z
        .object({
          networkInterfaceConfigurations: z
            .array(z.object({ properties: InterfaceProperties.nullish() }))
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
const Machine = armRow(Properties);
type Machine = ArmRow<z.infer<typeof Properties>>;
type InterfaceParts = z.infer<typeof InterfaceProperties>;

/** Families with graphics processors. The size of a set stands in its offer. */
export const acceleratedMachines = [
  "Resources | where type in~ ('microsoft.compute/virtualmachines', 'microsoft.compute/virtualmachinescalesets')",
  "where tolower(coalesce(tostring(properties.hardwareProfile.vmSize), tostring(sku.name))) matches regex '^standard_n[cdgv]'",
  "project id, name, location, kind, tags, sku, identity, properties | order by id asc",
].join(" | ");
export const interfaceQuery = resourcesOfType("microsoft.network/networkinterfaces");

export const virtualMachines: Collector = {
  id: "virtual-machines",
  title: "Virtual machines with accelerators",
  per: "account",
  produces: ["azure.compute.virtual-machine", "runs-as"],
  permissions: [
    "Microsoft.Compute/virtualMachines/read",
    "Microsoft.Compute/virtualMachineScaleSets/read",
    "Microsoft.Network/networkInterfaces/read",
    "Microsoft.Network/publicIPAddresses/read",
    "Microsoft.Network/loadBalancers/read",
  ],
  collect: async function* (source) {
    let around: MachineNetworks | null = null;
    for await (const { rows, unparsed } of queryGraph(source, acceleratedMachines, Machine)) {
      if (rows.length > 0) around ??= await readNetworks(source);
      const known = around;
      const batches = known ? rows.map((row) => normalizeMachine(row, source.scope.account, known)) : [];
      yield {
        resources: batches.flatMap(({ resources }) => resources),
        relationships: batches.flatMap(({ relationships }) => relationships),
        unparsed,
      };
    }
  },
};

export type MachineNetworks = {
  byMachine: ReadonlyMap<string, readonly InterfaceParts[]>;
  waysOf: ReturnType<typeof readWays>;
  unknown: Unknown | null;
};

async function readNetworks(source: Source): Promise<MachineNetworks> {
  const interfaces = await queryDetail(source, interfaceQuery, Interface);
  const addresses = await queryDetail(source, publicAddressQuery, PublicAddress);
  const balancers = await queryDetail(source, loadBalancerQuery, LoadBalancer);
  const used = (interfaces.value ?? []).flatMap(({ properties }) =>
    properties.virtualMachine ? [{ machine: armKey(properties.virtualMachine.id), properties }] : [],
  );
  return {
    byMachine: new Map(
      [...Map.groupBy(used, ({ machine }) => machine)].map(([machine, own]) => [
        machine,
        own.map(({ properties }) => properties),
      ]),
    ),
    waysOf: readWays({ addresses: addresses.value ?? [], balancers: balancers.value ?? [] }),
    unknown: interfaces.unknown ?? addresses.unknown ?? balancers.unknown,
  };
}

export function normalizeMachine(row: Machine, account: string, around: MachineNetworks): Batch {
  const place = placeOf(row, account);
  const plan = row.properties.virtualMachineProfile;
  const parts: readonly InterfaceParts[] = plan
    ? (plan.networkProfile?.networkInterfaceConfigurations ?? []).flatMap(
        ({ properties }) => properties ?? [],
      )
    : (around.byMachine.get(place.key) ?? []);
  const interfaces = parts.flatMap((part) => interfacesOf(part, around));
  const isPublic = interfaces.some(({ ways }) => ways.length > 0);
  const resource: Resource<"azure.compute.virtual-machine"> = {
    ...place,
    type: "azure.compute.virtual-machine",
    properties: {
      kind: plan ? "scale-set" : "machine",
      size: row.properties.hardwareProfile?.vmSize ?? row.sku?.name ?? "unknown",
      interfaces,
    },
    facets: machineFacets(isPublic),
  };
  const network = around.unknown;
  return {
    resources: [
      withUnknown(resource, {
        "facets.publicNetwork": network,
        "properties.interfaces": network,
        "facets.authentication": network ?? (isPublic ? ofItsOwn : null),
      }),
    ],
    relationships: identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as", to })),
  };
}

const ofItsOwn = askedByPrograms("Microsoft.ResourceGraph:Resources");

type Interfaces = Resource<"azure.compute.virtual-machine">["properties"]["interfaces"];

const interfacesOf = (
  { networkSecurityGroup, ipConfigurations }: InterfaceParts,
  { waysOf }: MachineNetworks,
): Interfaces =>
  (ipConfigurations ?? []).map((part) => ({
    subnetKey: part.properties?.subnet ? armKey(part.properties.subnet.id) : null,
    groupKey: networkSecurityGroup ? armKey(networkSecurityGroup.id) : null,
    address: part.properties?.privateIPAddress ?? null,
    applicationGroups: (part.properties?.applicationSecurityGroups ?? []).map(({ id }) => armKey(id)),
    ways: waysOf(part),
  }));
