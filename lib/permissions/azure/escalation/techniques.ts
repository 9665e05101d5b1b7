import type { ResourceType } from "#lib/domain/resource.ts";

import { topOf } from "../questions.ts";
import type { Operation } from "../role.ts";

const docs = "https://learn.microsoft.com";

/** A way to the rights of an identity that the caller may assign to something it makes or changes. */
export type Passing = { id: string; told: string; actions: readonly string[]; source: string };

/** Each runs what the caller says once the identity is assigned to it. */
export const passings: readonly Passing[] = [
  {
    id: "machine",
    told: "gives it to a machine and runs a command there",
    actions: [
      "Microsoft.Compute/virtualMachines/write",
      "Microsoft.Compute/virtualMachines/runCommand/action",
    ],
    source: `${docs}/entra/identity/managed-identities-azure-resources/how-to-configure-managed-identities`,
  },
  {
    id: "scale-set",
    told: "gives it to a scale set and runs a command there",
    actions: [
      "Microsoft.Compute/virtualMachineScaleSets/write",
      "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/runCommand/action",
    ],
    source: `${docs}/entra/identity/managed-identities-azure-resources/how-to-configure-managed-identities-scale-sets`,
  },
  {
    id: "app",
    told: "gives it to an app or function and publishes its code",
    actions: ["Microsoft.Web/sites/write", "Microsoft.Web/sites/publishxml/action"],
    source: `${docs}/azure/app-service/overview-managed-identity`,
  },
  {
    id: "container-app",
    told: "makes a container app that runs as it",
    actions: ["Microsoft.App/containerApps/write", "Microsoft.App/managedEnvironments/join/action"],
    source: `${docs}/azure/container-apps/managed-identity`,
  },
  {
    id: "container-group",
    told: "starts a container as it",
    actions: ["Microsoft.ContainerInstance/containerGroups/write"],
    source: `${docs}/azure/container-instances/container-instances-managed-identity`,
  },
  {
    id: "ml-compute",
    told: "makes machine learning compute that runs as it, and a job there",
    actions: [
      "Microsoft.MachineLearningServices/workspaces/computes/write",
      "Microsoft.MachineLearningServices/workspaces/jobs/write",
    ],
    source: `${docs}/azure/machine-learning/how-to-identity-based-service-authentication`,
  },
  {
    id: "ml-endpoint",
    told: "makes a model endpoint that runs as it",
    actions: [
      "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/write",
      "Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write",
    ],
    source: `${docs}/azure/machine-learning/how-to-access-resources-from-endpoints-managed-identities`,
  },
  {
    id: "runbook",
    told: "gives it to an automation account and runs a runbook there",
    actions: [
      "Microsoft.Automation/automationAccounts/write",
      "Microsoft.Automation/automationAccounts/runbooks/write",
      "Microsoft.Automation/automationAccounts/runbooks/publish/action",
      "Microsoft.Automation/automationAccounts/jobs/write",
    ],
    source: `${docs}/azure/automation/add-user-assigned-identity`,
  },
  {
    id: "deployment-script",
    told: "deploys a script that runs as it",
    actions: [
      "Microsoft.Resources/deploymentScripts/write",
      "Microsoft.ContainerInstance/containerGroups/write",
      "Microsoft.Storage/storageAccounts/write",
    ],
    source: `${docs}/azure/azure-resource-manager/bicep/deployment-script-bicep`,
  },
  {
    id: "logic-app",
    told: "makes a logic app that calls as it",
    actions: ["Microsoft.Logic/workflows/write"],
    source: `${docs}/azure/logic-apps/authenticate-with-managed-identity`,
  },
  {
    id: "pipeline",
    told: "gives it to a data factory and runs a pipeline there",
    actions: [
      "Microsoft.DataFactory/factories/write",
      "Microsoft.DataFactory/factories/pipelines/write",
      "Microsoft.DataFactory/factories/pipelines/createrun/action",
    ],
    source: `${docs}/azure/data-factory/credentials`,
  },
  {
    id: "registry-task",
    told: "runs a task of a registry as it",
    actions: [
      "Microsoft.ContainerRegistry/registries/tasks/write",
      "Microsoft.ContainerRegistry/registries/scheduleRun/action",
    ],
    source: `${docs}/azure/container-registry/container-registry-tasks-authentication-managed-identity`,
  },
];

/** A way to the rights of an identity through what runs as it already. */
export type Hosting = {
  id: string;
  told: string;
  host: ResourceType;
  /** Of the host's key, where the operations act. */
  at: (key: string) => string;
  /** Any one of these. */
  ways: readonly (readonly Operation[])[];
  source: string;
};

const itself = (key: string): string => key;
const control = (...actions: string[]): Operation[] => actions.map((action) => ({ action, isData: false }));
const data = (...actions: string[]): Operation[] => actions.map((action) => ({ action, isData: true }));
const ml = "Microsoft.MachineLearningServices/workspaces";

export const hostings: readonly Hosting[] = [
  {
    id: "app-code",
    told: "replaces the code of {host}, which runs as it",
    host: "azure.app-service.app",
    at: itself,
    ways: [
      control("Microsoft.Web/sites/publishxml/action"),
      control("Microsoft.Web/sites/publish/action"),
      control("Microsoft.Web/sites/config/list/action"),
    ],
    source: `${docs}/azure/app-service/deploy-configure-credentials`,
  },
  {
    id: "container-app-image",
    told: "replaces the image of {host}, which runs as it",
    host: "azure.container-apps.app",
    at: itself,
    ways: [
      control("Microsoft.App/containerApps/write"),
      control("Microsoft.App/containerApps/getAuthToken/action"),
    ],
    source: `${docs}/azure/container-apps/managed-identity`,
  },
  {
    id: "ml-job",
    told: "runs a job on {host}, which runs as it",
    host: "azure.machine-learning.compute-cluster",
    at: topOf,
    ways: [control(`${ml}/jobs/write`)],
    source: `${docs}/azure/machine-learning/how-to-identity-based-service-authentication`,
  },
  {
    id: "ml-instance",
    told: "opens {host}, which runs as it",
    host: "azure.machine-learning.compute-instance",
    at: itself,
    ways: [control(`${ml}/computes/applicationaccess/action`)],
    source: `${docs}/azure/machine-learning/how-to-create-compute-instance`,
  },
  {
    id: "ml-deployment",
    told: "deploys code of its own behind {host}, which runs as it",
    host: "azure.machine-learning.online-endpoint",
    at: itself,
    ways: [control(`${ml}/onlineEndpoints/deployments/write`)],
    source: `${docs}/azure/machine-learning/how-to-access-resources-from-endpoints-managed-identities`,
  },
  {
    id: "factory-pipeline",
    told: "runs a pipeline of its own in {host}, which acts as it",
    host: "azure.data-factory.factory",
    at: itself,
    ways: [
      control(
        "Microsoft.DataFactory/factories/pipelines/write",
        "Microsoft.DataFactory/factories/pipelines/createrun/action",
      ),
    ],
    source: `${docs}/azure/data-factory/data-factory-service-identity`,
  },
  {
    id: "gateway-policy",
    told: "lets {host} call an address of its own with the token of",
    host: "azure.api-management.service",
    at: itself,
    ways: [
      control("Microsoft.ApiManagement/service/policies/write"),
      control("Microsoft.ApiManagement/service/apis/policies/write"),
    ],
    source: `${docs}/azure/api-management/authentication-managed-identity-policy`,
  },
  {
    id: "agent-tool",
    told: "gives {host} a tool of its own, and the agent calls it as",
    host: "azure.ai-foundry.agent",
    at: itself,
    ways: [data("Microsoft.CognitiveServices/accounts/AIServices/agents/write")],
    source: `${docs}/azure/ai-foundry/agents/how-to/tools/openapi-spec`,
  },
];

/** Ways to an identity by changing the identity itself. */
export const federates = {
  told: "lets tokens of an issuer of its own sign in as it",
  action: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
  source: `${docs}/entra/workload-id/workload-identity-federation-create-trust-user-assigned-managed-identity`,
};

/** What makes the caller an administrator by changing what it holds. */
export const givesRoles = {
  told: "gives itself any role",
  action: "Microsoft.Authorization/roleAssignments/write",
  source: `${docs}/azure/role-based-access-control/role-assignments-steps`,
};
export const rewritesRoles = {
  told: "rewrites its own role {role}",
  action: "Microsoft.Authorization/roleDefinitions/write",
  source: `${docs}/azure/role-based-access-control/custom-roles`,
};
