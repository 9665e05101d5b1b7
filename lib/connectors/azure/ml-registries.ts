import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armRow, placeOf, resourcesOfType, type ArmRow } from "./arm.ts";
import { queryGraph } from "./graph-query.ts";

const Properties = z.object({
  publicNetworkAccess: z.string().nullish(),
  encryption: z.object({ status: z.string().nullish() }).nullish(),
  registryPrivateEndpointConnections: z
    .array(
      z.object({
        properties: z
          .object({
            registryPrivateLinkServiceConnectionState: z.object({ status: z.string().nullish() }).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});
const Registry = armRow(Properties);
type Registry = ArmRow<z.infer<typeof Properties>>;

export const mlRegistries: Collector = {
  id: "ml-registries",
  title: "Machine Learning registries",
  per: "account",
  produces: ["azure.machine-learning.registry"],
  permissions: ["Microsoft.MachineLearningServices/registries/read"],
  collect: async function* (source) {
    const query = resourcesOfType("microsoft.machinelearningservices/registries");
    for await (const { rows, unparsed } of queryGraph(source, query, Registry))
      yield {
        resources: rows.map((row) => normalizeMlRegistry(row, source.scope.account)),
        relationships: [],
        unparsed,
      };
  },
};

export const normalizeMlRegistry = (
  row: Registry,
  account: string,
): Resource<"azure.machine-learning.registry"> => ({
  ...placeOf(row, account),
  type: "azure.machine-learning.registry",
  properties: {
    publicNetworkAccess: row.properties.publicNetworkAccess ?? null,
    privateEndpoint: (row.properties.registryPrivateEndpointConnections ?? []).some(
      ({ properties }) => properties?.registryPrivateLinkServiceConnectionState?.status === "Approved",
    ),
  },
  facets: {
    // Whoever reads it needs a role, on whatever network.
    publicRead: false,
    // Azure has no such step: what may be shared is decided by who may write.
    approvalRequired: true,
    customerKey: row.properties.encryption?.status === "Enabled",
  },
});
