import { blob, dataMap, get, list, post, search, type Operation } from "./operation.ts";
import { sampleLimits } from "../detectors/sampled-object.ts";
import { aiOperations } from "./operations-ai.ts";
import { entraOperations } from "./operations-entra.ts";
import { platformOperations } from "./operations-platform.ts";

const cognitive = "2024-10-01";
const web = "2024-04-01";
const apim = "2024-05-01";
const storage = "2024-01-01";
const authorization = "2022-04-01";

/** Every call this connector can make, by `service/operation`. Nothing else leaves this process. */
export const operations: Readonly<Record<string, Operation>> = {
  ...entraOperations,
  ...aiOperations,
  ...platformOperations,
  "Microsoft.Resources/Subscriptions_List": list(
    "/subscriptions",
    "2022-12-01",
    "Microsoft.Resources/subscriptions/read",
  ),
  "Microsoft.Resources/Subscriptions_Get": get(
    "/subscriptions/{subscriptionId}",
    "2022-12-01",
    "Microsoft.Resources/subscriptions/read",
  ),
  "Microsoft.ResourceGraph/Resources": post(
    "/providers/Microsoft.ResourceGraph/resources",
    "2022-10-01",
    "Microsoft.ResourceGraph/resources/read",
  ),
  "Microsoft.Security/Pricings_List": get(
    "/subscriptions/{subscriptionId}/providers/Microsoft.Security/pricings",
    "2024-01-01",
    "Microsoft.Security/pricings/read",
  ),
  "Microsoft.CognitiveServices/Deployments_List": list(
    "{id}/deployments",
    cognitive,
    "Microsoft.CognitiveServices/accounts/deployments/read",
  ),
  "Microsoft.CognitiveServices/Accounts_ListModels": list(
    "{id}/models",
    cognitive,
    "Microsoft.CognitiveServices/accounts/models/read",
  ),
  "Microsoft.CognitiveServices/RaiPolicies_List": list(
    "{id}/raiPolicies",
    cognitive,
    "Microsoft.CognitiveServices/accounts/raiPolicies/read",
  ),
  "Microsoft.Insights/DiagnosticSettings_List": list(
    "{id}/providers/Microsoft.Insights/diagnosticSettings",
    "2021-05-01-preview",
    "Microsoft.Insights/diagnosticSettings/read",
  ),
  "Microsoft.Purview/Discovery_Query": dataMap("/datamap/api/search/query"),
  "Microsoft.Storage/Blobs_List": {
    ...blob("/{container}", "names"),
    query: () => ({ restype: "container", comp: "list", maxresults: String(sampleLimits.listed) }),
  },
  "Microsoft.Storage/Blobs_Get": blob("/{container}/{blob}", "object"),
  "Microsoft.Storage/BlobContainers_List": list(
    "{id}/blobServices/default/containers",
    storage,
    "Microsoft.Storage/storageAccounts/blobServices/containers/read",
  ),
  "Microsoft.Storage/BlobServices_GetServiceProperties": get(
    "{id}/blobServices/default",
    storage,
    "Microsoft.Storage/storageAccounts/blobServices/read",
  ),
  "Microsoft.KeyVault/Secrets_List": list(
    "{id}/secrets",
    "2023-07-01",
    "Microsoft.KeyVault/vaults/secrets/read",
  ),
  "Microsoft.Authorization/RoleAssignments_ListForSubscription": list(
    "/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleAssignments",
    authorization,
    "Microsoft.Authorization/roleAssignments/read",
  ),
  "Microsoft.Authorization/RoleDefinitions_List": list(
    "/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/roleDefinitions",
    authorization,
    "Microsoft.Authorization/roleDefinitions/read",
  ),
  "Microsoft.ManagedIdentity/FederatedIdentityCredentials_List": list(
    "{id}/federatedIdentityCredentials",
    "2023-01-31",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read",
  ),
  "Microsoft.Web/WebApps_GetConfiguration": get("{id}/config/web", web, "Microsoft.Web/sites/config/read"),
  "Microsoft.Web/WebApps_GetAuthSettingsV2WithoutSecrets": get(
    "{id}/config/authsettingsV2",
    web,
    "Microsoft.Web/sites/config/read",
  ),
  "Microsoft.Web/WebApps_ListApplicationSettings": post(
    "{id}/config/appsettings/list",
    web,
    "Microsoft.Web/sites/config/list/action",
  ),
  "Microsoft.Web/WebApps_ListFunctions": list("{id}/functions", web, "Microsoft.Web/sites/functions/read"),
  "Microsoft.ApiManagement/Api_ListByService": list(
    "{id}/apis",
    apim,
    "Microsoft.ApiManagement/service/apis/read",
  ),
  "Microsoft.ApiManagement/ApiPolicy_ListByApi": list(
    "{id}/policies",
    apim,
    "Microsoft.ApiManagement/service/apis/policies/read",
  ),
  "Microsoft.ApiManagement/Policy_ListByService": list(
    "{id}/policies",
    apim,
    "Microsoft.ApiManagement/service/policies/read",
  ),
  "Microsoft.ApiManagement/Backend_ListByService": list(
    "{id}/backends",
    apim,
    "Microsoft.ApiManagement/service/backends/read",
  ),
  "Microsoft.MachineLearningServices/OnlineEndpoints_List": list(
    "{id}/onlineEndpoints",
    "2024-10-01",
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read",
  ),
  "search/Indexers_List": search("/indexers", "Microsoft.Search/searchServices/indexers/read"),
  "search/DataSources_List": search("/datasources", "Microsoft.Search/searchServices/dataSources/read"),
};
