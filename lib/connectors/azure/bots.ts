import { z } from "zod";

import { identityKeys, logsAnyOf, placeOf, PrivateConnections } from "./arm.ts";
import { isSwitchedOff } from "./network-access.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

/** A bot is a way in: channels on one side, the application that answers on the other. */
export const bots = collectorOfType({
  id: "bots",
  title: "Bot services",
  type: "microsoft.botservice/botservices",
  properties: z.object({
    endpoint: z.string().nullish(),
    msaAppType: z.string().nullish(),
    isCmekEnabled: z.boolean().nullish(),
    disableLocalAuth: z.boolean().nullish(),
    publicNetworkAccess: z.string().nullish(),
    enabledChannels: z.array(z.string()).nullish(),
    privateEndpointConnections: PrivateConnections,
  }),
  produces: ["azure.bot-service.bot", "runs-as"],
  permissions: ["Microsoft.BotService/botServices/read", "Microsoft.Insights/diagnosticSettings/read"],
  read: async (row, source) => {
    const { properties } = row;
    const logging = await logsAnyOf(source, row.id, ["BotRequest"]);
    const place = placeOf(row, source.scope.account);
    const host =
      properties.endpoint && URL.canParse(properties.endpoint) ? new URL(properties.endpoint).hostname : null;
    return {
      resources: [
        withUnknown(
          {
            ...place,
            type: "azure.bot-service.bot",
            properties: {
              backendHost: host,
              appType: properties.msaAppType ?? "MultiTenant",
              channels: properties.enabledChannels ?? [],
              customerKey: properties.isCmekEnabled === true,
              localAuthentication: properties.disableLocalAuth !== true,
            },
            facets: {
              publicNetwork: !isSwitchedOff(properties.publicNetworkAccess),
              // Channels sign what they send; a Direct Line client shows a key.
              authentication: properties.disableLocalAuth === true ? "identity" : "key",
              firewall: isSwitchedOff(properties.publicNetworkAccess),
              // The channels throttle, and nobody can set by how much.
              throttled: true,
              accessLogging: logging.logs,
              hosts: [],
            },
          },
          { "facets.accessLogging": logging.unknown },
        ),
      ],
      relationships: identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as", to })),
    };
  },
});
