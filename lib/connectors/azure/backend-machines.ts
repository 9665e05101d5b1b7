import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { armKey } from "./arm.ts";
import { queryAll } from "./graph-query.ts";
import { acceleratedMachines, Interface, interfaceQuery } from "./virtual-machines.ts";

export const MachineBackends = {
  backendAddresses: z
    .array(z.object({ fqdn: z.string().nullish(), ipAddress: z.string().nullish() }))
    .nullish(),
  /** Parts of interfaces that are named themselves. */
  backendIPConfigurations: z.array(z.object({ id: z.string() })).nullish(),
};
type Pool = z.infer<z.ZodObject<typeof MachineBackends>>;

/** Machines of a gateway's pools, by their private addresses or their interfaces, as far as they are collected. */
export async function machinesBehind(
  source: Source,
  pools: readonly Pool[],
  subnets: readonly string[],
): Promise<{ key: string; reason: string }[]> {
  const addresses = pools.flatMap(({ backendAddresses }) =>
    (backendAddresses ?? []).flatMap(({ ipAddress }) => ipAddress || []),
  );
  const parts = pools.flatMap(({ backendIPConfigurations }) =>
    (backendIPConfigurations ?? []).map(({ id }) => armKey(id)),
  );
  if (addresses.length === 0 && parts.length === 0) return [];
  const { rows: machines } = await queryAll(source, acceleratedMachines, z.object({ id: z.string() }));
  if (machines.length === 0) return [];
  const keys = new Set(machines.map(({ id }) => armKey(id)));
  const { rows } = await queryAll(source, interfaceQuery, Interface);
  const places = rows.flatMap(({ properties }) => {
    const machine = armKey(properties.virtualMachine?.id ?? "");
    return (properties.ipConfigurations ?? []).map((part) => ({
      machine,
      part: armKey(part.id ?? ""),
      address: part.properties?.privateIPAddress ?? "",
      network: networkOf(part.properties?.subnet?.id ?? ""),
    }));
  });
  const networks = new Set(subnets.map(networkOf));
  const byAddress = addresses.flatMap((address) => {
    const same = places.filter((place) => place.address === address);
    const near = same.filter(({ network }) => networks.has(network));
    // Peered networks do not overlap, so that an address outside its own network is still one machine's.
    return (near.length > 0 ? near : same).map(({ machine }) => ({ key: machine, reason: address }));
  });
  const byPart = parts.map((part) => ({
    key: scaleSetOf(part) ?? places.find((place) => place.part === part)?.machine ?? "",
    reason: "by its interface",
  }));
  const found = new Map([...byPart, ...byAddress].map((one) => [one.key, one]));
  return [...found.values()].filter(({ key }) => keys.has(key));
}

const networkOf = (subnet: string): string => armKey(subnet).replace(/\/subnets\/[^/]+$/, "");

const scaleSetOf = (part: string): string | undefined =>
  /^(.*\/virtualmachinescalesets\/[^/]+)\//.exec(part)?.[1];
