import { z } from "zod";

import { approvedEndpoints, logsAnyOf, placeOf, PrivateConnections } from "./arm.ts";
import { firewallOf, isOpenDatabase } from "./firewall-rules.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

/** Cosmos DB for MongoDB by vCore: searching vectors is part of it, and no switch says whether it is used. */
export const mongoClusters = collectorOfType({
  id: "mongo-clusters",
  title: "Cosmos DB for MongoDB clusters",
  type: "microsoft.documentdb/mongoclusters",
  properties: z.object({
    publicNetworkAccess: z.string().nullish(),
    authConfig: z.object({ allowedModes: z.array(z.string()).nullish() }).nullish(),
    encryption: z
      .object({
        customerManagedKeyEncryption: z.object({ keyEncryptionKeyUrl: z.string().nullish() }).nullish(),
      })
      .nullish(),
    privateEndpointConnections: PrivateConnections,
  }),
  produces: ["azure.cosmos-db.mongo-cluster"],
  permissions: [
    "Microsoft.DocumentDB/mongoClusters/read",
    "Microsoft.DocumentDB/mongoClusters/firewallRules/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  read: async (row, source) => {
    const call = { service: "Microsoft.DocumentDB", operation: "FirewallRules_ListByMongoCluster" };
    const firewall = await firewallOf(source, call, row.id);
    const logging = await logsAnyOf(source, row.id, ["vCoreMongoRequests", "audit"]);
    const modes = row.properties.authConfig?.allowedModes ?? ["NativeAuth"];
    return {
      resources: [
        withUnknown(
          {
            ...placeOf(row, source.scope.account),
            type: "azure.cosmos-db.mongo-cluster",
            properties: {
              publicNetworkAccess: row.properties.publicNetworkAccess ?? null,
              ranges: firewall.ranges,
              allowsAzure: firewall.allowsAzure,
              privateEndpoint: approvedEndpoints(row.properties.privateEndpointConnections).length > 0,
            },
            facets: {
              publicRead: false,
              publicWrite: false,
              blocksPublicAccess: true,
              publicNetwork: isOpenDatabase(row.properties.publicNetworkAccess, firewall),
              keyAuthentication: modes.includes("NativeAuth"),
              encryption: row.properties.encryption?.customerManagedKeyEncryption?.keyEncryptionKeyUrl
                ? "customer-key"
                : "provider-key",
              // Its backups go back to any moment of the last weeks, always.
              versioning: true,
              accessLogging: logging.logs,
              externalPrincipals: [],
            },
          },
          {
            "facets.publicNetwork": firewall.unknown,
            "properties.ranges": firewall.unknown,
            "properties.allowsAzure": firewall.unknown,
            "facets.accessLogging": logging.unknown,
          },
        ),
      ],
      relationships: [],
    };
  },
});
