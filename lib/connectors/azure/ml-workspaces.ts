import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import {
  approvedEndpoints,
  armKey,
  armRow,
  identityKeys,
  logsAnyOf,
  placeOf,
  PrivateConnections,
  resourcesOfType,
  type ArmRow,
} from "./arm.ts";
import { eachParent, listed } from "./detail.ts";
import { parseRows, queryGraph } from "./graph-query.ts";
import { isPubliclyReachable, isSwitchedOff } from "./network-access.ts";
import { withUnknown } from "../normalized.ts";

const service = "Microsoft.MachineLearningServices";

const Properties = z.object({
  publicNetworkAccess: z.string().nullish(),
  ipAllowlist: z.array(z.string()).nullish(),
  managedNetwork: z.object({ isolationMode: z.string().nullish() }).nullish(),
  encryption: z.object({ status: z.string().nullish() }).nullish(),
  hbiWorkspace: z.boolean().nullish(),
  storageAccount: z.string().nullish(),
  containerRegistry: z.string().nullish(),
  privateEndpointConnections: PrivateConnections,
});
const Workspace = armRow(Properties);
type Workspace = ArmRow<z.infer<typeof Properties>>;

const Endpoint = armRow(
  z.object({
    authMode: z.string(),
    publicNetworkAccess: z.string().nullish(),
    scoringUri: z.string().nullish(),
  }),
);
type Endpoint = z.infer<typeof Endpoint>;
type Logging = { logs: boolean; unknown: Unknown | null };

const workspaceCategories = [
  "AmlComputeClusterEvent",
  "AmlRunStatusChangedEvent",
  "AmlEnvironmentEvent",
  "audit",
];
const endpointCategories = ["AmlOnlineEndpointTrafficLog"];

export const mlWorkspaces: Collector = {
  id: "ml-workspaces",
  title: "Machine Learning and Foundry workspaces and their endpoints",
  per: "account",
  produces: [
    "azure.machine-learning.workspace",
    "azure.machine-learning.online-endpoint",
    "runs-as",
    "hosted-on",
    "stores-artifacts-in",
    "reached-privately-through",
  ],
  permissions: [
    "Microsoft.MachineLearningServices/workspaces/read",
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read",
    "Microsoft.Insights/diagnosticSettings/read",
  ],
  collect: async function* (source) {
    const { account } = source.scope;
    const query = resourcesOfType("microsoft.machinelearningservices/workspaces");
    for await (const { rows, unparsed } of queryGraph(source, query, Workspace)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (row) =>
        normalizeWorkspace(row, account, await logsAnyOf(source, row.id, workspaceCategories)),
      );
      yield* eachParent(rows, async (row) => {
        const call = { service, operation: "OnlineEndpoints_List" };
        const found = parseRows(
          await listed(source, call, { id: row.id }),
          Endpoint,
          `${service}:OnlineEndpoints_List`,
        );
        const logging = new Map<string, Logging>();
        for (const { id } of found.rows) logging.set(id, await logsAnyOf(source, id, endpointCategories));
        const batch = normalizeEndpoints(found.rows, row, account, logging);
        return { ...batch, unparsed: found.unparsed };
      });
    }
  },
};

export function normalizeWorkspace(row: Workspace, account: string, logging: Logging): Batch {
  const { properties } = row;
  const place = placeOf(row, account);
  const endpoints = approvedEndpoints(properties.privateEndpointConnections);
  const allowed = properties.ipAllowlist ?? [];
  return {
    resources: [
      withUnknown(
        {
          ...place,
          type: "azure.machine-learning.workspace",
          properties: {
            kind: row.kind ?? "Default",
            publicNetworkAccess: properties.publicNetworkAccess ?? null,
            isolationMode: properties.managedNetwork?.isolationMode ?? "Disabled",
            highBusinessImpact: properties.hbiWorkspace === true,
          },
          facets: {
            publicNetwork: isPubliclyReachable({
              publicNetworkAccess: properties.publicNetworkAccess,
              defaultAction: allowed.length === 0 ? "Allow" : "Deny",
              ipRules: allowed,
            }),
            isolatedNetwork: properties.managedNetwork?.isolationMode === "AllowOnlyApprovedOutbound",
            customerKey: properties.encryption?.status === "Enabled",
            privateEndpoint: endpoints.length > 0,
            logsRequests: logging.logs,
          },
        },
        { "facets.logsRequests": logging.unknown },
      ),
    ],
    relationships: [
      ...identityKeys(row).map((to) => ({ from: place.key, kind: "runs-as" as const, to })),
      ...endpoints.map((to) => ({ from: place.key, kind: "reached-privately-through" as const, to })),
      ...(properties.storageAccount
        ? [{ from: place.key, kind: "stores-artifacts-in" as const, to: armKey(properties.storageAccount) }]
        : []),
    ],
  };
}

export function normalizeEndpoints(
  endpoints: readonly Endpoint[],
  workspace: Workspace,
  account: string,
  logging: ReadonlyMap<string, Logging>,
): Batch {
  const resources = endpoints.map((row): Resource<"azure.machine-learning.online-endpoint"> =>
    withUnknown(
      {
        ...placeOf(row, account),
        type: "azure.machine-learning.online-endpoint",
        properties: {
          authMode: row.properties.authMode,
          publicNetworkAccess: row.properties.publicNetworkAccess ?? null,
          scoringUri: row.properties.scoringUri ?? null,
        },
        facets: {
          publicNetwork: !isSwitchedOff(row.properties.publicNetworkAccess),
          keyAuthentication: row.properties.authMode === "Key",
          logsRequests: logging.get(row.id)?.logs === true,
          customerKey: workspace.properties.encryption?.status === "Enabled",
        },
      },
      { "facets.logsRequests": logging.get(row.id)?.unknown ?? null },
    ),
  );
  return {
    resources,
    relationships: endpoints.flatMap((row) => [
      { from: armKey(row.id), kind: "hosted-on" as const, to: armKey(workspace.id) },
      ...identityKeys(row).map((to) => ({ from: armKey(row.id), kind: "runs-as" as const, to })),
    ]),
  };
}
