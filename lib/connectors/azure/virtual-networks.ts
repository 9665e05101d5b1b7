import { z } from "zod";

import type { Resource } from "#lib/domain/resource.ts";
import { withUnknown } from "../normalized.ts";
import { adminRulePermission, readAdminRules } from "./admin-rules.ts";
import { armKey, placeOf } from "./arm.ts";
import { collectorOfType } from "./row-collector.ts";

const reference = z.object({ id: z.string() }).nullish();
const Subnet = z.object({
  name: z.string(),
  properties: z.object({
    networkSecurityGroup: reference,
    routeTable: reference,
    natGateway: reference,
    defaultOutboundAccess: z.boolean().nullish(),
    serviceEndpoints: z.array(z.object({ service: z.string().nullish() })).nullish(),
    delegations: z
      .array(z.object({ properties: z.object({ serviceName: z.string().nullish() }).nullish() }))
      .nullish(),
  }),
});
/** Subnets of Azure's own services, which take no security group or bring their own. */
const ownOfAzure = /^(GatewaySubnet|AzureFirewall\w*|AzureBastionSubnet|RouteServerSubnet)$/i;

export const virtualNetworks = collectorOfType({
  id: "virtual-networks",
  title: "Virtual networks",
  type: "microsoft.network/virtualnetworks",
  properties: z.object({
    addressSpace: z.object({ addressPrefixes: z.array(z.string()).nullish() }).nullish(),
    subnets: z.array(Subnet).nullish(),
    virtualNetworkPeerings: z
      .array(z.object({ properties: z.object({ remoteVirtualNetwork: reference }).nullish() }))
      .nullish(),
    enableDdosProtection: z.boolean().nullish(),
  }),
  produces: ["azure.network.virtual-network"],
  permissions: ["Microsoft.Network/virtualNetworks/read", adminRulePermission],
  read: async (row, source) => {
    const admin = await readAdminRules(source, row.id);
    const place = placeOf(row, source.scope.account);
    const subnets = (row.properties.subnets ?? []).filter(({ name }) => !ownOfAzure.test(name));
    const peers = (row.properties.virtualNetworkPeerings ?? []).flatMap(
      ({ properties }) => properties?.remoteVirtualNetwork?.id ?? [],
    );
    const bare = subnets.filter(({ properties }) => !properties.networkSecurityGroup);
    const network: Resource<"azure.network.virtual-network"> = {
      ...place,
      type: "azure.network.virtual-network",
      properties: {
        addressPrefixes: row.properties.addressSpace?.addressPrefixes ?? [],
        subnets: subnets.map(({ name }) => name),
        subnetsWithoutGroup: bare.map(({ name }) => name),
        peers: peers.map(armKey),
        adminRules: admin.rules,
      },
      facets: {
        // A network lets in what its security groups and addresses let in, each of which is told by itself.
        openToInternet: false,
        unrestrictedEgress: subnets.some(
          ({ properties }) => !properties.routeTable && properties.defaultOutboundAccess !== false,
        ),
      },
    };
    return {
      resources: [withUnknown(network, { "properties.adminRules": admin.unknown })],
      relationships: [],
    };
  },
});
