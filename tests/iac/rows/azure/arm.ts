import type { Answer } from "../row.ts";

export const subscription = "00000000-0000-0000-0000-000000000000";
export const group = `/subscriptions/${subscription}/resourceGroups/rg-ai`;
export const logs = `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`;
export const idOf = (type: string, name: string): string => `${group}/providers/${type}/${name}`;
export const place = `location = "westeurope"
      resource_group_name = "rg-ai"`;

type Arm = { kind?: string; sku?: object; identity?: object; properties: object };
/** A resource as Azure Resource Manager answers it. */
export const arm = (type: string, name: string, { kind, sku, identity, properties }: Arm) => ({
  id: idOf(type, name),
  name,
  type: type.toLowerCase(),
  location: "westeurope",
  kind: kind ?? "",
  tags: {},
  sku: sku ?? null,
  identity: identity ?? null,
  properties: { provisioningState: "Succeeded", ...properties },
});
export const systemAssigned = {
  type: "SystemAssigned",
  principalId: "11111111-0000-0000-0000-000000000000",
  tenantId: "00000000-0000-0000-0000-00000000000a",
};
export const listing = (call: string, id: string, value: readonly object[]): Answer => [
  call,
  { id },
  { value },
];
export const setting = (target: string, category: string): Answer =>
  listing("Microsoft.Insights:DiagnosticSettings_List", target, [
    {
      id: `${target}/providers/Microsoft.Insights/diagnosticSettings/logs`,
      name: "logs",
      properties: { workspaceId: logs, logs: [{ category, enabled: true }], metrics: [] },
    },
  ]);
export const settingHcl = (name: string, target: string, category: string): string => `
    resource "azurerm_monitor_diagnostic_setting" "${name}" {
      name = "logs"
      target_resource_id = ${target}.id
      log_analytics_workspace_id = "${logs}"
      enabled_log { category = "${category}" }
    }`;
export const endpointHcl = (name: string, target: string, part: string): string => `
    resource "azurerm_private_endpoint" "${name}" {
      name = "${name}"
      ${place}
      subnet_id = "${group}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/ai"
      private_service_connection {
        name = "${name}"
        private_connection_resource_id = ${target}.id
        is_manual_connection = false
        subresource_names = ["${part}"]
      }
    }`;
const approved = { privateLinkServiceConnectionState: { status: "Approved", description: "" } };
export const connectedThrough = (name: string) => [
  { properties: { privateEndpoint: { id: idOf("Microsoft.Network/privateEndpoints", name) }, ...approved } },
];
export const endpoint = (name: string, target: string, part: string) =>
  arm("Microsoft.Network/privateEndpoints", name, {
    properties: {
      privateLinkServiceConnections: [
        { name, properties: { privateLinkServiceId: target, groupIds: [part], ...approved } },
      ],
      manualPrivateLinkServiceConnections: [],
    },
  });
export const ownKey = {
  keySource: "Microsoft.KeyVault",
  keyVaultProperties: { keyName: "ai", keyVaultUri: "https://kv.vault.azure.net" },
};
