import { z } from "zod";

import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { approvedEndpoints, armKey, logsAnyOf, placeOf, PrivateConnections, type ArmRow } from "./arm.ts";
import { isSwitchedOff } from "./network-access.ts";
import { collectorOfType } from "./row-collector.ts";
import { withUnknown } from "../normalized.ts";

const flag = z.object({ value: z.boolean().nullish() }).nullish();
const Key = z.object({ keySource: z.string().nullish() }).nullish();
const Properties = z.object({
  publicNetworkAccess: z.string().nullish(),
  parameters: z
    .object({
      enableNoPublicIp: flag,
      customVirtualNetworkId: z.object({ value: z.string().nullish() }).nullish(),
      encryption: z.object({ value: Key }).nullish(),
    })
    .nullish(),
  encryption: z
    .object({ entities: z.object({ managedServices: Key, managedDisk: Key }).nullish() })
    .nullish(),
  privateEndpointConnections: PrivateConnections,
});
type Workspace = ArmRow<z.infer<typeof Properties>>;

export const databricksWorkspaces = collectorOfType({
  id: "databricks-workspaces",
  title: "Databricks workspaces",
  type: "microsoft.databricks/workspaces",
  properties: Properties,
  produces: ["azure.databricks.workspace", "in-network", "reached-privately-through"],
  permissions: ["Microsoft.Databricks/workspaces/read", "Microsoft.Insights/diagnosticSettings/read"],
  read: async (row, source) => {
    const logging = await logsAnyOf(source, row.id, ["accounts", "workspace", "notebook", "unityCatalog"]);
    const resource = normalizeDatabricks(row, source.scope.account, logging);
    const network = row.properties.parameters?.customVirtualNetworkId?.value;
    return {
      resources: [resource],
      relationships: [
        ...(network ? [{ from: resource.key, kind: "in-network" as const, to: armKey(network) }] : []),
        ...approvedEndpoints(row.properties.privateEndpointConnections).map((to) => ({
          from: resource.key,
          kind: "reached-privately-through" as const,
          to,
        })),
      ],
    };
  },
});

const isOwn = (key: z.infer<typeof Key>): boolean => key?.keySource?.toLowerCase() === "microsoft.keyvault";

export function normalizeDatabricks(
  row: Workspace,
  account: string,
  logging: { logs: boolean; unknown: Unknown | null },
): Resource<"azure.databricks.workspace"> {
  const { properties } = row;
  const keys = {
    servicesCustomerKey: isOwn(properties.encryption?.entities?.managedServices),
    disksCustomerKey: isOwn(properties.encryption?.entities?.managedDisk),
    rootStorageCustomerKey: isOwn(properties.parameters?.encryption?.value),
  };
  const nodesWithoutPublicAddress = properties.parameters?.enableNoPublicIp?.value === true;
  const ownNetwork = Boolean(properties.parameters?.customVirtualNetworkId?.value);
  return withUnknown(
    {
      ...placeOf(row, account),
      type: "azure.databricks.workspace",
      properties: {
        sku: row.sku?.name ?? null,
        publicNetworkAccess: properties.publicNetworkAccess ?? null,
        nodesWithoutPublicAddress,
        ownNetwork,
        ...keys,
      },
      facets: {
        publicNetwork: !isSwitchedOff(properties.publicNetworkAccess),
        // What its clusters reach is then routed, and can be stopped, in a network of one's own.
        isolatedNetwork: ownNetwork && nodesWithoutPublicAddress,
        customerKey: Object.values(keys).every(Boolean),
        privateEndpoint: approvedEndpoints(properties.privateEndpointConnections).length > 0,
        logsRequests: logging.logs,
      },
    },
    { "facets.logsRequests": logging.unknown },
  );
}
