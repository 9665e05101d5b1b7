import { defineConnector } from "#lib/domain/connector.ts";
import { aiAccounts } from "./ai-accounts.ts";
import { aiDeployments } from "./ai-deployments.ts";
import { apiManagement } from "./api-management.ts";
import { applicationGateways } from "./application-gateways.ts";
import { bots } from "./bots.ts";
import { budgets } from "./budgets.ts";
import { changeLog } from "./change-log.ts";
import { conditionalAccess } from "./conditional-access.ts";
import { connections } from "./connections.ts";
import { containerApps } from "./container-apps.ts";
import { containerRegistries } from "./container-registries.ts";
import { cosmosAccounts } from "./cosmos-accounts.ts";
import { dataFactories } from "./data-factories.ts";
import { databricksWorkspaces } from "./databricks-workspaces.ts";
import { defenderFindings } from "./defender-findings.ts";
import { defenderPlans } from "./defender-plans.ts";
import { denyAssignments } from "./deny-assignments.ts";
import { eligibleRoles } from "./eligible-roles.ts";
import { diagnosticSettings } from "./diagnostic-settings.ts";
import { entraConsents } from "./entra-consents.ts";
import { entraDirectory } from "./entra-directory.ts";
import { entraEligibleRoles } from "./entra-eligible-roles.ts";
import { entraRoles } from "./entra-roles.ts";
import { foundryAgents } from "./foundry-agents.ts";
import { foundryEvaluations } from "./foundry-evaluations.ts";
import { foundryProjects } from "./foundry-projects.ts";
import { frontDoors } from "./front-doors.ts";
import { groupMembers } from "./group-members.ts";
import { identities } from "./identities.ts";
import { keyVaults } from "./key-vaults.ts";
import { kubernetesClusters } from "./kubernetes-clusters.ts";
import { managementGroups } from "./management-groups.ts";
import { mlComputes } from "./ml-computes.ts";
import { mlDatastores } from "./ml-datastores.ts";
import { mlJobs } from "./ml-jobs.ts";
import { mlModels } from "./ml-models.ts";
import { mlRegistries } from "./ml-registries.ts";
import { mlServing } from "./ml-serving.ts";
import { mlWorkspaces } from "./ml-workspaces.ts";
import { mongoClusters } from "./mongo-clusters.ts";
import { networkSecurityGroups } from "./network-security-groups.ts";
import { AzureCredentials, openConnection } from "./open-connection.ts";
import { policyAssignments } from "./policy-assignments.ts";
import { postgresqlServers } from "./postgresql-servers.ts";
import { privateEndpoints } from "./private-endpoints.ts";
import { publicAddresses } from "./public-addresses.ts";
import { purviewDataMap } from "./purview-data-map.ts";
import { subscriptionScopes } from "./scopes.ts";
import { searchServices } from "./search-services.ts";
import { sensitivityLabels } from "./sensitivity-labels.ts";
import { setupSteps } from "./setup.ts";
import { sqlServers } from "./sql-servers.ts";
import { storageAccounts } from "./storage-accounts.ts";
import { subscriptions } from "./subscriptions.ts";
import { synapseWorkspaces } from "./synapse-workspaces.ts";
import { virtualMachines } from "./virtual-machines.ts";
import { virtualNetworks } from "./virtual-networks.ts";
import { wafPolicies } from "./waf-policies.ts";
import { webApps } from "./web-apps.ts";

export default defineConnector({
  id: "azure",
  title: "Azure",
  credentials: AzureCredentials,
  connect: openConnection,
  scopes: subscriptionScopes,
  collectors: [
    subscriptions,
    managementGroups,
    aiAccounts,
    aiDeployments,
    searchServices,
    storageAccounts,
    keyVaults,
    identities,
    groupMembers,
    denyAssignments,
    eligibleRoles,
    entraDirectory,
    conditionalAccess,
    entraConsents,
    entraRoles,
    entraEligibleRoles,
    purviewDataMap,
    webApps,
    apiManagement,
    foundryProjects,
    foundryAgents,
    foundryEvaluations,
    connections,
    mlWorkspaces,
    mlServing,
    mlComputes,
    mlDatastores,
    mlModels,
    mlJobs,
    mlRegistries,
    privateEndpoints,
    diagnosticSettings,
    containerRegistries,
    cosmosAccounts,
    mongoClusters,
    sqlServers,
    postgresqlServers,
    databricksWorkspaces,
    synapseWorkspaces,
    dataFactories,
    containerApps,
    kubernetesClusters,
    bots,
    virtualMachines,
    virtualNetworks,
    networkSecurityGroups,
    publicAddresses,
    applicationGateways,
    frontDoors,
    wafPolicies,
    defenderPlans,
    defenderFindings,
    policyAssignments,
    budgets,
    changeLog,
    sensitivityLabels,
  ],
  setup: setupSteps,
});
