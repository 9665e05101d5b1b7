import { z } from "zod";

import { approvedEndpoints, logsAnyOf, placeOf, PrivateConnections } from "./arm.ts";
import { detail } from "./detail.ts";
import { firewallOf, isOpenDatabase } from "./firewall-rules.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.DBforPostgreSQL";
const Extensions = z.object({ properties: z.object({ value: z.string().nullish() }) });
/** Extensions that keep and search vectors. */
const vectorExtensions = new Set(["vector", "pgvector", "pg_diskann"]);

export const postgresqlServers = collectorOfType({
  id: "postgresql-servers",
  title: "PostgreSQL flexible servers",
  type: "microsoft.dbforpostgresql/flexibleservers",
  properties: z.object({
    network: z
      .object({ publicNetworkAccess: z.string().nullish(), delegatedSubnetResourceId: z.string().nullish() })
      .nullish(),
    authConfig: z
      .object({ passwordAuth: z.string().nullish(), activeDirectoryAuth: z.string().nullish() })
      .nullish(),
    dataEncryption: z.object({ type: z.string().nullish() }).nullish(),
    privateEndpointConnections: PrivateConnections,
  }),
  produces: ["azure.postgresql.server", "reached-privately-through"],
  permissions: [
    "Microsoft.DBforPostgreSQL/flexibleServers/read",
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules/read",
    "Microsoft.DBforPostgreSQL/flexibleServers/configurations/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  read: async (row, source) => {
    const { id, properties } = row;
    const firewall = await firewallOf(source, { service, operation: "FirewallRules_ListByServer" }, id);
    const input = { id, configurationName: "azure.extensions" };
    const extensions = await detail(source, { service, operation: "Configurations_Get" }, input, Extensions);
    const logging = await logsAnyOf(source, id, ["PostgreSQLLogs", "audit"]);
    const place = placeOf(row, source.scope.account);
    const endpoints = approvedEndpoints(properties.privateEndpointConnections);
    const allowed = (extensions.value?.properties.value ?? "")
      .split(",")
      .flatMap((name) => name.trim().toLowerCase() || []);
    const publicNetworkAccess = properties.network?.publicNetworkAccess ?? null;
    return {
      resources: [
        withUnknown(
          {
            ...place,
            type: "azure.postgresql.server",
            properties: {
              publicNetworkAccess,
              ranges: firewall.ranges,
              allowsAzure: firewall.allowsAzure,
              keepsVectors: allowed.some((name) => vectorExtensions.has(name)),
              privateNetwork: Boolean(properties.network?.delegatedSubnetResourceId) || endpoints.length > 0,
            },
            facets: {
              publicRead: false,
              publicWrite: false,
              blocksPublicAccess: true,
              publicNetwork: isOpenDatabase(publicNetworkAccess, firewall),
              keyAuthentication: properties.authConfig?.passwordAuth !== "Disabled",
              encryption:
                properties.dataEncryption?.type === "AzureKeyVault" ? "customer-key" : "provider-key",
              // It can be taken back to any moment of the last days.
              versioning: true,
              accessLogging: logging.logs,
              externalPrincipals: [],
            },
          },
          {
            "facets.publicNetwork": firewall.unknown,
            "properties.ranges": firewall.unknown,
            "properties.allowsAzure": firewall.unknown,
            "properties.keepsVectors": extensions.unknown,
            "facets.accessLogging": logging.unknown,
          },
        ),
      ],
      relationships: endpoints.map((to) => ({ from: place.key, kind: "reached-privately-through", to })),
    };
  },
});
