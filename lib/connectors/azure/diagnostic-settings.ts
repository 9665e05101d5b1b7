import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { armKey, DiagnosticSettings, enabledCategories, type DiagnosticSetting } from "./arm.ts";
import { eachParent, listed } from "./detail.ts";
import { parseRows, queryGraph } from "./graph-query.ts";

const watchedTypes = [
  "microsoft.cognitiveservices/accounts",
  "microsoft.search/searchservices",
  "microsoft.apimanagement/service",
  "microsoft.machinelearningservices/workspaces",
  "microsoft.keyvault/vaults",
];
const Target = z.object({ id: z.string(), location: z.string().nullish() });
const watchedQuery = `Resources | where type in~ (${watchedTypes.map((type) => `'${type}'`).join(", ")}) | project id, location | order by id asc`;

/** Categories that record use of models and data, not only changes of configuration. */
const dataCategories = new Set([
  "RequestResponse",
  "AzureOpenAIRequestUsage",
  "OperationLogs",
  "GatewayLogs",
  "GatewayLlmLogs",
  "AuditEvent",
  "audit",
  "allLogs",
]);

export const diagnosticSettings: Collector = {
  id: "diagnostic-settings",
  title: "Diagnostic settings",
  per: "account",
  produces: ["azure.monitor.diagnostic-setting", "logs-to"],
  permissions: ["Microsoft.Insights/diagnosticSettings/read"],
  collect: async function* (source) {
    for await (const { rows, unparsed } of queryGraph(source, watchedQuery, Target)) {
      yield { resources: [], relationships: [], unparsed };
      yield* eachParent(rows, async (target) => {
        const call = { service: "Microsoft.Insights", operation: "DiagnosticSettings_List" };
        const records = await listed(source, call, { id: target.id });
        return normalizeDiagnosticSettings(records, target, source.scope.account);
      });
    }
  },
};

export function normalizeDiagnosticSettings(
  records: readonly unknown[],
  target: z.infer<typeof Target>,
  account: string,
): Batch {
  const { rows, unparsed } = parseRows(
    records,
    DiagnosticSettings.shape.value.element,
    "Microsoft.Insights:DiagnosticSettings_List",
  );
  return {
    resources: rows.map((row) => settingOf(row, target, account)),
    // A setting that sends nothing is no log of its target.
    relationships: rows
      .filter((row) => enabledCategories(row).length > 0)
      .map(({ id }) => ({ from: armKey(target.id), kind: "logs-to" as const, to: armKey(id) })),
    unparsed,
  };
}

function settingOf(
  row: DiagnosticSetting,
  target: z.infer<typeof Target>,
  account: string,
): Resource<"azure.monitor.diagnostic-setting"> {
  const { workspaceId, storageAccountId, eventHubAuthorizationRuleId, marketplacePartnerId } = row.properties;
  const categories = enabledCategories(row);
  return {
    key: armKey(row.id),
    type: "azure.monitor.diagnostic-setting",
    name: row.name,
    account,
    region: target.location ?? null,
    tags: {},
    properties: {
      targetId: armKey(target.id),
      categories,
      destinations: [
        workspaceId,
        storageAccountId,
        eventHubAuthorizationRuleId,
        marketplacePartnerId,
      ].flatMap((destination) => (destination ? [armKey(destination)] : [])),
    },
    facets: {
      enabled: categories.length > 0,
      dataEvents: categories.some((category) => dataCategories.has(category)),
      // How long, and under whose key, is decided where the log is kept.
      retentionDays: null,
      customerKey: true,
    },
  };
}
