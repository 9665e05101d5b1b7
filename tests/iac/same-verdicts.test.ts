import { expect, test } from "vitest";

import { resourcesOfType } from "#lib/connectors/azure/arm.ts";
import { graphInput } from "#lib/connectors/azure/graph-query.ts";
import type { Scan } from "#lib/commands/scan-recordings.ts";
import { scanHcl, scanText } from "./scanned-plan.ts";

const subscription = "00000000-0000-0000-0000-000000000000";
const group = `/subscriptions/${subscription}/resourceGroups/rg-ai`;
const diagnostics = "Microsoft.Insights/diagnosticSettings";
const workspaceId = `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`;

/** An estate as Azure answers it. */
const accounts = ["good", "bad"].map((form) => ({
  id: `${group}/providers/Microsoft.CognitiveServices/accounts/${form}`,
  name: form,
  location: "westeurope",
  kind: "OpenAI",
  tags: {},
  sku: { name: "S0" },
  identity: form === "good" ? { type: "SystemAssigned", principalId: "p", userAssignedIdentities: {} } : null,
  properties: {
    publicNetworkAccess: form === "good" ? "Disabled" : "Enabled",
    disableLocalAuth: form === "good",
    restrictOutboundNetworkAccess: form === "good",
    allowedFqdnList: form === "good" ? ["storage.example.com"] : [],
    ...(form === "good" ? { encryption: { keySource: "Microsoft.KeyVault" } } : {}),
  },
}));
const setting = {
  id: `${accounts[0]?.id}/providers/${diagnostics}/requests`,
  name: "requests",
  properties: { workspaceId, logs: [{ category: "RequestResponse", enabled: true }] },
};

const line = (service: string, operation: string, input: object, output: object, account = subscription) =>
  JSON.stringify({ connector: "azure", account, region: null, service, operation, input, output });

const recording = [
  line(
    "Microsoft.Resources",
    "Subscriptions_List",
    {},
    { value: [{ subscriptionId: subscription, state: "Enabled" }] },
    "tenant",
  ),
  line(
    "Microsoft.ResourceGraph",
    "Resources",
    graphInput(subscription, resourcesOfType("microsoft.cognitiveservices/accounts")),
    { data: accounts },
  ),
  ...accounts.flatMap(({ id, name }) => [
    line(
      "Microsoft.Insights",
      "DiagnosticSettings_List",
      { id },
      { value: name === "good" ? [setting] : [] },
    ),
    line("Microsoft.CognitiveServices", "Deployments_List", { id }, { value: [] }),
    line("Microsoft.CognitiveServices", "RaiPolicies_List", { id }, { value: [] }),
  ]),
].join("\n");

/** The same estate as Terraform declares it. */
const hcl = `
  resource "azurerm_cognitive_account" "good" {
    name = "good"
    location = "westeurope"
    resource_group_name = "rg-ai"
    kind = "OpenAI"
    sku_name = "S0"
    local_auth_enabled = false
    public_network_access_enabled = false
    outbound_network_access_restricted = true
    fqdns = ["storage.example.com"]
    customer_managed_key { key_vault_key_id = "https://kv.vault.azure.net/keys/ai/1" }
    identity { type = "SystemAssigned" }
  }
  resource "azurerm_monitor_diagnostic_setting" "good" {
    name = "requests"
    target_resource_id = azurerm_cognitive_account.good.id
    log_analytics_workspace_id = "${workspaceId}"
    enabled_log { category = "RequestResponse" }
  }
  resource "azurerm_cognitive_account" "bad" {
    name = "bad"
    location = "westeurope"
    resource_group_name = "rg-ai"
    kind = "OpenAI"
    sku_name = "S0"
  }`;

const ofAccounts = ({ findings }: Scan): string[] =>
  findings
    .filter(({ resource }) => resource.type === "azure.cognitive-services.account")
    .map(({ check, resource, reason }) => `${check.id} ${resource.key} ${reason}`);

test("one estate gets the same verdicts as a recording and as a plan", async () => {
  const [recorded, planned] = [await scanText("estate.jsonl", recording), await scanHcl(hcl)];
  expect(ofAccounts(recorded).length).toBeGreaterThan(5);
  expect(ofAccounts(planned)).toEqual(ofAccounts(recorded));
});
