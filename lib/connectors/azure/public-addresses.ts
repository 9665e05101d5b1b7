import { z } from "zod";

import { armKey, placeOf } from "./arm.ts";
import { collectorOfType } from "./row-collector.ts";

export const publicAddresses = collectorOfType({
  id: "public-addresses",
  title: "Public addresses",
  type: "microsoft.network/publicipaddresses",
  properties: z.object({
    ipAddress: z.string().nullish(),
    ipConfiguration: z.object({ id: z.string() }).nullish(),
    natGateway: z.object({ id: z.string() }).nullish(),
    dnsSettings: z.object({ fqdn: z.string().nullish() }).nullish(),
  }),
  produces: ["azure.network.public-address"],
  permissions: ["Microsoft.Network/publicIPAddresses/read"],
  read: (row, source) => {
    const { ipAddress, ipConfiguration, natGateway, dnsSettings } = row.properties;
    const holder = ipConfiguration?.id ?? natGateway?.id ?? null;
    return {
      resources: [
        {
          ...placeOf(row, source.scope.account),
          type: "azure.network.public-address",
          properties: {
            address: ipAddress ?? null,
            host: dnsSettings?.fqdn ?? null,
            // What holds it is written as the part of it that does: the interface's configuration, the gateway's front.
            holderKey:
              holder === null ? null : armKey(holder).replace(/\/(ip|frontendip)configurations\/.*$/, ""),
          },
          // An address lets nobody in by itself; what holds it, and its security group, do.
          facets: { openToInternet: false, unrestrictedEgress: false },
        },
      ],
      relationships: [],
    };
  },
});
