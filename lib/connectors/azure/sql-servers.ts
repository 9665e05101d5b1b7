import { z } from "zod";

import { approvedEndpoints, identityKeys, logsAnyOf, placeOf, PrivateConnections } from "./arm.ts";
import { detail } from "./detail.ts";
import { firewallOf, isOpenDatabase } from "./firewall-rules.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.Sql";
const Protector = z.object({ properties: z.object({ serverKeyType: z.string().nullish() }) });
const Auditing = z.object({ properties: z.object({ state: z.string().nullish() }) });

export const sqlServers = collectorOfType({
  id: "sql-servers",
  title: "Azure SQL servers",
  type: "microsoft.sql/servers",
  properties: z.object({
    fullyQualifiedDomainName: z.string().nullish(),
    publicNetworkAccess: z.string().nullish(),
    minimalTlsVersion: z.string().nullish(),
    administrators: z.object({ azureADOnlyAuthentication: z.boolean().nullish() }).nullish(),
    privateEndpointConnections: PrivateConnections,
  }),
  produces: ["azure.sql.server", "runs-as", "reached-privately-through"],
  permissions: [
    "Microsoft.Sql/servers/read",
    "Microsoft.Sql/servers/firewallRules/read",
    "Microsoft.Sql/servers/encryptionProtector/read",
    "Microsoft.Sql/servers/auditingSettings/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  read: async (row, source) => {
    const { id, properties } = row;
    const firewall = await firewallOf(source, { service, operation: "FirewallRules_ListByServer" }, id);
    const protector = await detail(
      source,
      { service, operation: "EncryptionProtectors_Get" },
      { id },
      Protector,
    );
    const call = { service, operation: "ServerBlobAuditingPolicies_Get" };
    const auditing = await detail(source, call, { id }, Auditing);
    const logging = await logsAnyOf(source, `${id}/databases/master`, ["SQLSecurityAuditEvents", "audit"]);
    const place = placeOf(row, source.scope.account);
    const audited = auditing.value?.properties.state === "Enabled";
    const endpoints = approvedEndpoints(properties.privateEndpointConnections);
    return {
      resources: [
        withUnknown(
          {
            ...place,
            type: "azure.sql.server",
            properties: {
              publicNetworkAccess: properties.publicNetworkAccess ?? null,
              ranges: firewall.ranges,
              allowsAzure: firewall.allowsAzure,
              minimumTls: properties.minimalTlsVersion ?? null,
              entraOnly: properties.administrators?.azureADOnlyAuthentication === true,
              privateEndpoint: endpoints.length > 0,
            },
            facets: {
              publicRead: false,
              publicWrite: false,
              blocksPublicAccess: true,
              publicNetwork: isOpenDatabase(properties.publicNetworkAccess, firewall),
              keyAuthentication: properties.administrators?.azureADOnlyAuthentication !== true,
              encryption:
                protector.value?.properties.serverKeyType === "AzureKeyVault"
                  ? "customer-key"
                  : "provider-key",
              // Every database of it can be taken back to any moment of the last days.
              versioning: true,
              accessLogging: audited || logging.logs,
              externalPrincipals: [],
            },
          },
          {
            "facets.publicNetwork": firewall.unknown,
            "properties.ranges": firewall.unknown,
            "properties.allowsAzure": firewall.unknown,
            "facets.encryption": protector.unknown,
            "facets.accessLogging": audited || logging.logs ? null : (auditing.unknown ?? logging.unknown),
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
