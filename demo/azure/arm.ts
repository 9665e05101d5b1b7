import { createHash } from "node:crypto";

/** Answers of the resource manager for one resource: what Resource Graph lists, and what more calls tell. */
export type Thing = {
  row: ArmResource;
  /** By `service/operation`; what is missing here answers "not found". */
  answers: Readonly<Record<string, unknown>>;
};

type ArmResource = {
  id: string;
  name: string;
  type: string;
  kind?: string;
  location?: string;
  tags?: Readonly<Record<string, string>>;
  sku?: { name: string };
  identity?: unknown;
  properties: unknown;
};

export type Variant = "as-is" | "fixed";
export type Tags = Readonly<Record<string, string>>;

export const subscriptionId = "00000000-0000-4000-8000-00000000a2e0";
export const tenantId = "00000000-0000-4000-8000-00000000a2ff";
export const location = "westeurope";

export const groupId = (group: string) => `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
export const resourceId = (group: string, type: string, name: string) =>
  `${groupId(group)}/providers/${type}/${name}`;

/** A stable id for a name: the estate must be the same on every machine and every day. */
export function guidOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const list = (...value: unknown[]) => ({ value });

const logWorkspace = resourceId("rg-platform", "Microsoft.OperationalInsights/workspaces", "log-platform");

/** One diagnostic setting that sends every category to the platform's log workspace. */
export const allLogs = (id: string) =>
  list({
    id: `${id}/providers/Microsoft.Insights/diagnosticSettings/to-log-platform`,
    type: "Microsoft.Insights/diagnosticSettings",
    name: "to-log-platform",
    properties: {
      workspaceId: logWorkspace,
      logs: [{ categoryGroup: "allLogs", enabled: true, retentionPolicy: { enabled: false, days: 0 } }],
      metrics: [],
    },
  });

export const diagnostics = "Microsoft.Insights/DiagnosticSettings_List";

const endpointIdOf = (id: string) =>
  resourceId("rg-network", "Microsoft.Network/privateEndpoints", `pe-${id.slice(id.lastIndexOf("/") + 1)}`);

/** How a resource states that a private endpoint leads to it. */
export const approvedConnection = (id: string) => [
  {
    id: `${id}/privateEndpointConnections/pe`,
    properties: {
      privateEndpoint: { id: endpointIdOf(id) },
      privateLinkServiceConnectionState: { status: "Approved", description: "Auto-Approved" },
      provisioningState: "Succeeded",
    },
  },
];

/** The private endpoint itself. */
export const privateEndpointTo = (id: string, groupIdOfLink: string): Thing => ({
  row: {
    id: endpointIdOf(id),
    name: endpointIdOf(id).slice(endpointIdOf(id).lastIndexOf("/") + 1),
    type: "microsoft.network/privateendpoints",
    location,
    tags: { owner: "platform", environment: "production" },
    properties: {
      provisioningState: "Succeeded",
      subnet: {
        id: `${resourceId("rg-network", "Microsoft.Network/virtualNetworks", "vnet-prod")}/subnets/snet-private`,
      },
      privateLinkServiceConnections: [
        {
          name: "link",
          properties: {
            privateLinkServiceId: id,
            groupIds: [groupIdOfLink],
            privateLinkServiceConnectionState: { status: "Approved", description: "Auto-Approved" },
          },
        },
      ],
      manualPrivateLinkServiceConnections: [],
    },
  },
  answers: {},
});

export const systemIdentity = (id: string) => ({
  type: "SystemAssigned",
  principalId: guidOf(`principal ${id}`),
  tenantId,
});

export const userIdentity = (id: string) => ({
  type: "UserAssigned",
  userAssignedIdentities: {
    [id]: { principalId: guidOf(`principal ${id}`), clientId: guidOf(`client ${id}`) },
  },
});

export const principalOf = (id: string) => guidOf(`principal ${id}`);
