import { z } from "zod";

import { armKey, armRow, resourcesOfType, type ArmRow } from "./arm.ts";

const reference = z.object({ id: z.string() }).nullish();
const references = z.array(z.object({ id: z.string() })).nullish();

/** The part of an interface, or of a scale set's plan for one, that has an address. */
export const IpConfiguration = z.object({
  id: z.string().nullish(),
  properties: z
    .object({
      subnet: reference,
      privateIPAddress: z.string().nullish(),
      publicIPAddress: reference,
      publicIPAddressConfiguration: z
        .object({ name: z.string().nullish(), sku: z.object({ name: z.string().nullish() }).nullish() })
        .nullish(),
      applicationSecurityGroups: references,
      loadBalancerBackendAddressPools: references,
      loadBalancerInboundNatRules: references,
      loadBalancerInboundNatPools: references,
    })
    .nullish(),
});
export type IpConfiguration = z.infer<typeof IpConfiguration>;

export const publicAddressQuery = resourcesOfType("microsoft.network/publicipaddresses");
export const PublicAddress = armRow(z.unknown());

const Rule = z.object({
  id: z.string().nullish(),
  properties: z.object({
    frontendIPConfiguration: reference,
    backendAddressPool: reference,
    backendAddressPools: references,
    protocol: z.string().nullish(),
    backendPort: z.number().nullish(),
  }),
});
export const loadBalancerQuery = resourcesOfType("microsoft.network/loadbalancers");
const Balancer = z.object({
  frontendIPConfigurations: z
    .array(z.object({ id: z.string(), properties: z.object({ publicIPAddress: reference }).nullish() }))
    .nullish(),
  loadBalancingRules: z.array(Rule).nullish(),
  inboundNatRules: z.array(Rule).nullish(),
  inboundNatPools: z.array(Rule).nullish(),
});
export const LoadBalancer = armRow(Balancer);

export type Way = { via: string; basic: boolean; ports: string[] };
export type Surroundings = {
  addresses: readonly ArmRow<unknown>[];
  balancers: readonly ArmRow<z.infer<typeof Balancer>>[];
};

const isBasic = (sku: string | null | undefined): boolean => (sku ?? "Basic") === "Basic";

/** Finds how calls from the internet arrive at a part of an interface: learn.microsoft.com/azure/load-balancer/load-balancer-overview */
export function readWays({ addresses, balancers }: Surroundings): (part: IpConfiguration) => Way[] {
  const skuByAddress = new Map(addresses.map((one) => [armKey(one.id), one.sku?.name]));
  const nameByAddress = new Map(addresses.map((one) => [armKey(one.id), one.name]));
  const byTarget = Map.groupBy(balancers.flatMap(waysOfBalancer), ({ target }) => target);
  return ({ properties }) => {
    const own = properties?.publicIPAddress?.id;
    const planned = properties?.publicIPAddressConfiguration;
    const targets = [
      ...(properties?.loadBalancerBackendAddressPools ?? []),
      ...(properties?.loadBalancerInboundNatRules ?? []),
      ...(properties?.loadBalancerInboundNatPools ?? []),
    ];
    return [
      ...(own
        ? [
            {
              via: `public address ${nameByAddress.get(armKey(own)) ?? own.slice(own.lastIndexOf("/") + 1)}`,
              // One that was not listed is of another subscription, and taken for the more open kind.
              basic: isBasic(skuByAddress.get(armKey(own))),
              ports: [],
            },
          ]
        : []),
      ...(planned
        ? [{ via: "a public address for each machine", basic: isBasic(planned.sku?.name), ports: [] }]
        : []),
      ...targets.flatMap(({ id }) => (byTarget.get(armKey(id)) ?? []).map(({ way }) => way)),
    ];
  };
}

/** By pools, and by rules that name one machine or one pool of them. */
function waysOfBalancer(balancer: Surroundings["balancers"][number]): { target: string; way: Way }[] {
  const { properties, sku, name } = balancer;
  const publicFronts = new Set(
    (properties.frontendIPConfigurations ?? [])
      .filter((front) => front.properties?.publicIPAddress)
      .map(({ id }) => armKey(id)),
  );
  const isPublic = (rule: z.infer<typeof Rule>) =>
    publicFronts.has(armKey(rule.properties.frontendIPConfiguration?.id ?? ""));
  const wayOf = ({ properties: { protocol, backendPort } }: z.infer<typeof Rule>): Way => ({
    via: `load balancer ${name}`,
    basic: isBasic(sku?.name),
    // Zero, with all protocols, is every port.
    ports: backendPort ? [`${protocol?.toLowerCase() === "udp" ? "udp" : "tcp"} ${backendPort}`] : [],
  });
  const pooled = [...(properties.loadBalancingRules ?? []), ...(properties.inboundNatRules ?? [])].filter(
    isPublic,
  );
  const single = [...(properties.inboundNatRules ?? []), ...(properties.inboundNatPools ?? [])].filter(
    isPublic,
  );
  return [
    ...pooled.flatMap((rule) => {
      const { backendAddressPool, backendAddressPools } = rule.properties;
      const pools = [...(backendAddressPool ? [backendAddressPool] : []), ...(backendAddressPools ?? [])];
      return [...new Set(pools.map(({ id }) => armKey(id)))].map((target) => ({ target, way: wayOf(rule) }));
    }),
    ...single.flatMap((rule) => (rule.id ? [{ target: armKey(rule.id), way: wayOf(rule) }] : [])),
  ];
}
