import { defineConnector } from "#lib/domain/connector.ts";
import { aiAccounts } from "./ai-accounts.ts";
import { aiDeployments } from "./ai-deployments.ts";
import { apiManagement } from "./api-management.ts";
import { containerRegistries } from "./container-registries.ts";
import { diagnosticSettings } from "./diagnostic-settings.ts";
import { identities } from "./identities.ts";
import { keyVaults } from "./key-vaults.ts";
import { mlWorkspaces } from "./ml-workspaces.ts";
import { AzureCredentials, openConnection } from "./open-connection.ts";
import { privateEndpoints } from "./private-endpoints.ts";
import { subscriptionScopes } from "./scopes.ts";
import { searchServices } from "./search-services.ts";
import { setupSteps } from "./setup.ts";
import { storageAccounts } from "./storage-accounts.ts";
import { subscriptions } from "./subscriptions.ts";
import { webApps } from "./web-apps.ts";

export default defineConnector({
  id: "azure",
  title: "Azure",
  credentials: AzureCredentials,
  connect: openConnection,
  scopes: subscriptionScopes,
  collectors: [
    subscriptions,
    aiAccounts,
    aiDeployments,
    searchServices,
    storageAccounts,
    keyVaults,
    identities,
    webApps,
    apiManagement,
    mlWorkspaces,
    privateEndpoints,
    diagnosticSettings,
    containerRegistries,
  ],
  setup: setupSteps,
});
