import { z } from "zod";

import { approvedEndpoints, identityKeys, logsAnyOf, placeOf, PrivateConnections } from "./arm.ts";
import { firewallOf, isOpenDatabase } from "./firewall-rules.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

export const synapseWorkspaces = collectorOfType({
  id: "synapse-workspaces",
  title: "Synapse workspaces",
  type: "microsoft.synapse/workspaces",
  properties: z.object({
    publicNetworkAccess: z.string().nullish(),
    managedVirtualNetwork: z.string().nullish(),
    managedVirtualNetworkSettings: z.object({ preventDataExfiltration: z.boolean().nullish() }).nullish(),
    azureADOnlyAuthentication: z.boolean().nullish(),
    encryption: z.object({ cmk: z.object({ key: z.unknown().optional() }).nullish() }).nullish(),
    privateEndpointConnections: PrivateConnections,
  }),
  produces: ["azure.synapse.workspace", "runs-as", "reached-privately-through"],
  permissions: [
    "Microsoft.Synapse/workspaces/read",
    "Microsoft.Synapse/workspaces/firewallRules/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  read: async (row, source) => {
    const { properties } = row;
    const call = { service: "Microsoft.Synapse", operation: "IpFirewallRules_ListByWorkspace" };
    const firewall = await firewallOf(source, call, row.id);
    const categories = [
      "SynapseRbacOperations",
      "GatewayApiRequests",
      "BuiltinSqlReqsEnded",
      "SQLSecurityAuditEvents",
      "audit",
    ];
    const logging = await logsAnyOf(source, row.id, categories);
    const place = placeOf(row, source.scope.account);
    const endpoints = approvedEndpoints(properties.privateEndpointConnections);
    return {
      resources: [
        withUnknown(
          {
            ...place,
            type: "azure.synapse.workspace",
            properties: {
              publicNetworkAccess: properties.publicNetworkAccess ?? null,
              ranges: firewall.ranges,
              allowsAzure: firewall.allowsAzure,
              managedNetwork: properties.managedVirtualNetwork === "default",
              entraOnly: properties.azureADOnlyAuthentication === true,
            },
            facets: {
              publicNetwork: isOpenDatabase(properties.publicNetworkAccess, firewall),
              isolatedNetwork: properties.managedVirtualNetworkSettings?.preventDataExfiltration === true,
              customerKey: Boolean(properties.encryption?.cmk?.key),
              privateEndpoint: endpoints.length > 0,
              logsRequests: logging.logs,
            },
          },
          {
            "facets.publicNetwork": firewall.unknown,
            "properties.ranges": firewall.unknown,
            "properties.allowsAzure": firewall.unknown,
            "facets.logsRequests": logging.unknown,
          },
        ),
      ],
      relationships: [
        ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
        ...endpoints.map((to) => ({ from: place.key, kind: "reached-privately-through" as const, to })),
      ],
    };
  },
});
