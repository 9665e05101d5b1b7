import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey, armRow, placeOf, resourcesOfType, type ArmRow } from "./arm.ts";
import { queryGraph } from "./graph-query.ts";

const Connections = z
  .array(
    z.object({
      properties: z.object({
        privateLinkServiceId: z.string().nullish(),
        privateLinkServiceConnectionState: z.object({ status: z.string().nullish() }).nullish(),
      }),
    }),
  )
  .nullish();
const Properties = z.object({
  subnet: z.object({ id: z.string().nullish() }).nullish(),
  privateLinkServiceConnections: Connections,
  manualPrivateLinkServiceConnections: Connections,
});
const Endpoint = armRow(Properties);
type Endpoint = ArmRow<z.infer<typeof Properties>>;

export const privateEndpoints: Collector = {
  id: "private-endpoints",
  title: "Private endpoints",
  per: "account",
  produces: ["azure.network.private-endpoint"],
  permissions: ["Microsoft.Network/privateEndpoints/read"],
  collect: async function* (source) {
    const query = resourcesOfType("microsoft.network/privateendpoints");
    for await (const { rows, unparsed } of queryGraph(source, query, Endpoint))
      yield {
        resources: rows.map((row) => normalizePrivateEndpoint(row, source.scope.account)),
        relationships: [],
        unparsed,
      };
  },
};

export function normalizePrivateEndpoint(row: Endpoint, account: string): Resource {
  const { properties } = row;
  const connections = [
    ...(properties.privateLinkServiceConnections ?? []),
    ...(properties.manualPrivateLinkServiceConnections ?? []),
  ].map((connection) => connection.properties);
  const statuses = connections.map((each) => each.privateLinkServiceConnectionState?.status ?? "Pending");
  return {
    ...placeOf(row, account),
    type: "azure.network.private-endpoint",
    properties: {
      subnetId: properties.subnet?.id ? armKey(properties.subnet.id) : null,
      targetIds: connections.flatMap((each) =>
        each.privateLinkServiceId ? [armKey(each.privateLinkServiceId)] : [],
      ),
      status: statuses.find((status) => status !== "Approved") ?? statuses[0] ?? "Disconnected",
    },
    facets: {
      approved: statuses.length > 0 && statuses.every((status) => status === "Approved"),
      // Azure's private endpoints carry no policy; what they lead to decides who may do what.
      policyAllowsAll: false,
    },
  };
}
