import { get, graphList, list, post, type Operation } from "./operation.ts";

const documentDb = "2024-11-15";
const sql = "2023-08-01";
const postgres = "2024-08-01";

/** Databases, compute, networks and what Azure itself finds, beside the AI services. */
export const platformOperations: Readonly<Record<string, Operation>> = {
  "Microsoft.DocumentDB/SqlResources_ListSqlDatabases": list(
    "{id}/sqlDatabases",
    documentDb,
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/read",
  ),
  "Microsoft.DocumentDB/SqlResources_ListSqlContainers": list(
    "{id}/containers",
    documentDb,
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/read",
  ),
  "Microsoft.DocumentDB/FirewallRules_ListByMongoCluster": list(
    "{id}/firewallRules",
    "2024-07-01",
    "Microsoft.DocumentDB/mongoClusters/firewallRules/read",
  ),
  "Microsoft.Sql/FirewallRules_ListByServer": list(
    "{id}/firewallRules",
    sql,
    "Microsoft.Sql/servers/firewallRules/read",
  ),
  "Microsoft.Sql/EncryptionProtectors_Get": get(
    "{id}/encryptionProtector/current",
    sql,
    "Microsoft.Sql/servers/encryptionProtector/read",
  ),
  "Microsoft.Sql/ServerBlobAuditingPolicies_Get": get(
    "{id}/auditingSettings/default",
    sql,
    "Microsoft.Sql/servers/auditingSettings/read",
  ),
  "Microsoft.DBforPostgreSQL/FirewallRules_ListByServer": list(
    "{id}/firewallRules",
    postgres,
    "Microsoft.DBforPostgreSQL/flexibleServers/firewallRules/read",
  ),
  "Microsoft.DBforPostgreSQL/Configurations_Get": get(
    "{id}/configurations/{configurationName}",
    postgres,
    "Microsoft.DBforPostgreSQL/flexibleServers/configurations/read",
  ),
  "Microsoft.Synapse/IpFirewallRules_ListByWorkspace": list(
    "{id}/firewallRules",
    "2021-06-01",
    "Microsoft.Synapse/workspaces/firewallRules/read",
  ),
  "Microsoft.App/ContainerAppsAuthConfigs_ListByContainerApp": list(
    "{id}/authConfigs",
    "2024-03-01",
    "Microsoft.App/containerApps/authConfigs/read",
  ),
  "Microsoft.Cdn/AFDEndpoints_ListByProfile": list(
    "{id}/afdEndpoints",
    "2024-02-01",
    "Microsoft.Cdn/profiles/afdEndpoints/read",
  ),
  "Microsoft.Cdn/SecurityPolicies_ListByProfile": list(
    "{id}/securityPolicies",
    "2024-02-01",
    "Microsoft.Cdn/profiles/securityPolicies/read",
  ),
  "Microsoft.Cdn/AFDOriginGroups_ListByProfile": list(
    "{id}/originGroups",
    "2024-02-01",
    "Microsoft.Cdn/profiles/originGroups/read",
  ),
  "Microsoft.Cdn/AFDOrigins_ListByOriginGroup": list(
    "{id}/origins",
    "2024-02-01",
    "Microsoft.Cdn/profiles/originGroups/origins/read",
  ),
  "Microsoft.Network/ListNetworkManagerEffectiveSecurityAdminRules": post(
    "{id}/listNetworkManagerEffectiveSecurityAdminRules",
    "2024-05-01",
    "Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action",
  ),
  "Microsoft.Consumption/Budgets_List": list(
    "/subscriptions/{subscriptionId}/providers/Microsoft.Consumption/budgets",
    "2023-05-01",
    "Microsoft.Consumption/budgets/read",
  ),
  "Microsoft.Authorization/PolicyAssignments_List": list(
    "/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/policyAssignments",
    "2023-04-01",
    "Microsoft.Authorization/policyAssignments/read",
  ),
  "Microsoft.Insights/Metrics_List": {
    ...get("{id}/providers/Microsoft.Insights/metrics", "2024-02-01", "Microsoft.Insights/metrics/read"),
    query: () => ({
      metricnames: "AzureOpenAIRequests",
      aggregation: "Total",
      interval: "PT1H",
      $filter: "StatusCode eq '*'",
      timespan: lastDay(new Date()),
    }),
  },
  "Microsoft.Insights/ActivityLogs_List": {
    ...list(
      "/subscriptions/{subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values",
      "2015-04-01",
      "Microsoft.Insights/eventtypes/values/read",
    ),
    newestPages: 10,
    query: () => ({
      $filter: `eventTimestamp ge '${activityFrom(new Date())}'`,
      $select: "eventDataId,eventTimestamp,category,operationName,resourceId,caller,status",
    }),
  },
  "Microsoft.Graph/SensitivityLabels_List": graphList(
    "/v1.0/security/dataSecurityAndGovernance/sensitivityLabels",
    "SensitivityLabel.Read",
  ),
};

const hourMs = 3_600_000;
/** So far back the activity log is asked for. */
const activityDays = 7;

/** Since when the activity log is read, to the hour. */
export const activityFrom = (now: Date): string =>
  new Date(Math.floor(now.getTime() / hourMs) * hourMs - activityDays * 24 * hourMs).toISOString();

/** The last 24 whole hours, as Azure writes a span of time. What was asked stays the same from day to day. */
export function lastDay(now: Date): string {
  const end = Math.floor(now.getTime() / hourMs) * hourMs;
  return `${new Date(end - 24 * hourMs).toISOString()}/${new Date(end).toISOString()}`;
}
