import { z } from "zod";

import { identityKeys, placeOf } from "./arm.ts";
import { isSwitchedOff } from "./network-access.ts";
import { collectorOfType } from "./row-collector.ts";

export const dataFactories = collectorOfType({
  id: "data-factories",
  title: "Data factories",
  type: "microsoft.datafactory/factories",
  properties: z.object({
    publicNetworkAccess: z.string().nullish(),
    encryption: z.object({ keyName: z.string().nullish() }).nullish(),
    repoConfiguration: z.object({ type: z.string().nullish() }).nullish(),
  }),
  produces: ["azure.data-factory.factory", "runs-as"],
  permissions: ["Microsoft.DataFactory/factories/read"],
  read: (row, source) => {
    const { properties } = row;
    const place = placeOf(row, source.scope.account);
    return {
      resources: [
        {
          ...place,
          type: "azure.data-factory.factory",
          properties: {
            publicNetworkAccess: properties.publicNetworkAccess ?? null,
            managedIdentity: identityKeys(row).length > 0,
            sourceControlled: Boolean(properties.repoConfiguration),
          },
          facets: {
            customerKey: Boolean(properties.encryption?.keyName),
            privateNetwork: isSwitchedOff(properties.publicNetworkAccess),
            lastFailedAt: null,
          },
        },
      ],
      relationships: identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as", to })),
    };
  },
});
