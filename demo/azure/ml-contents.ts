import { list, location } from "./arm.ts";

/** What is in the data scientists' workspace: made and kept as Microsoft recommends. */
export function workspaceContents(id: string, storageName: string): Readonly<Record<string, unknown>> {
  const service = "Microsoft.MachineLearningServices";
  return {
    [`${service}/OnlineEndpoints_List`]: list(),
    [`${service}/BatchEndpoints_List`]: list(),
    [`${service}/Connections_List`]: list(),
    [`${service}/Computes_List`]: list(instance(id), cluster(id)),
    [`${service}/Datastores_List`]: list({
      id: `${id}/datastores/workspaceblobstore`,
      name: "workspaceblobstore",
      type: "Microsoft.MachineLearningServices/workspaces/datastores",
      properties: {
        datastoreType: "AzureBlob",
        isDefault: true,
        accountName: storageName,
        containerName: "azureml",
        endpoint: "core.windows.net",
        protocol: "https",
        credentials: { credentialsType: "None" },
      },
    }),
    [`${service}/ModelContainers_List`]: list({
      id: `${id}/models/claim-cost`,
      name: "claim-cost",
      type: "Microsoft.MachineLearningServices/workspaces/models",
      properties: { latestVersion: "4", isArchived: false, tags: { stage: "development" } },
    }),
    [`${service}/ModelVersions_Get`]: {
      id: `${id}/models/claim-cost/versions/4`,
      name: "4",
      properties: {
        modelType: "mlflow_model",
        modelUri: `azureml:/${id}/datastores/workspaceblobstore/paths/models/claim-cost/4`,
        jobName: "calm_harbor_1",
        flavors: { python_function: {}, sklearn: {} },
        stage: "Development",
      },
    },
    [`${service}/Jobs_List`]: list({
      id: `${id}/jobs/calm_harbor_1`,
      name: "calm_harbor_1",
      type: "Microsoft.MachineLearningServices/workspaces/jobs",
      properties: {
        jobType: "Command",
        displayName: "Train claim-cost",
        status: "Completed",
        experimentName: "claim-cost",
        environmentId: `${id}/environments/sklearn/versions/12`,
        identity: { identityType: "UserIdentity" },
        tags: {},
      },
    }),
  };
}

const instance = (id: string) => ({
  id: `${id}/computes/ci-data-science`,
  name: "ci-data-science",
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  location,
  properties: {
    computeType: "ComputeInstance",
    provisioningState: "Succeeded",
    disableLocalAuth: true,
    properties: {
      vmSize: "STANDARD_DS3_V2",
      state: "Stopped",
      applicationSharingPolicy: "Personal",
      enableNodePublicIp: false,
      enableRootAccess: false,
      idleTimeBeforeShutdown: "PT60M",
      sshSettings: { sshPublicAccess: "Disabled", adminUserName: "azureuser", sshPort: 50_000 },
      connectivityEndpoints: { publicIpAddress: null, privateIpAddress: "10.20.4.9" },
    },
  },
});

const cluster = (id: string) => ({
  id: `${id}/computes/gpu-training`,
  name: "gpu-training",
  type: "Microsoft.MachineLearningServices/workspaces/computes",
  location,
  properties: {
    computeType: "AmlCompute",
    provisioningState: "Succeeded",
    disableLocalAuth: true,
    properties: {
      vmSize: "STANDARD_NC6S_V3",
      vmPriority: "Dedicated",
      enableNodePublicIp: false,
      remoteLoginPortPublicAccess: "Disabled",
      scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: "PT10M" },
    },
  },
});
