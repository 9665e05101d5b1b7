import { describe, expect, test } from "vitest";

import {
  collectAzure,
  denied,
  graphRows,
  group,
  idOf,
  list,
  told,
  type Answers,
} from "#tests/support/recorded-azure.ts";
import { mlComputes } from "./ml-computes.ts";
import { mlDatastores } from "./ml-datastores.ts";
import { mlJobs } from "./ml-jobs.ts";
import { mlModels } from "./ml-models.ts";
import { mlRegistries } from "./ml-registries.ts";
import { mlServing } from "./ml-serving.ts";

const type = "microsoft.machinelearningservices/workspaces";
const workspaceId = idOf("Microsoft.MachineLearningServices/workspaces", "MLW");
const workspace = (properties: object = {}) => ({
  id: workspaceId,
  name: "MLW",
  type,
  location: "swedencentral",
  properties,
});
const storage = {
  id: idOf("Microsoft.Storage/storageAccounts", "stmlw"),
  name: "stmlw",
  type: "microsoft.storage/storageaccounts",
};
const inWorkspace = (given: Answers, properties: object = {}): Answers => ({
  "Microsoft.ResourceGraph/Resources": graphRows(workspace(properties), storage),
  ...given,
});
const service = "Microsoft.MachineLearningServices";
const ws = `${type}/mlw`;

describe("computes", () => {
  const compute = (computeType: string, properties: object = {}, outer: object = {}) => ({
    id: `${workspaceId}/computes/c1`,
    name: "c1",
    location: "swedencentral",
    identity: { type: "SystemAssigned", principalId: "p1" },
    properties: {
      computeType,
      provisioningState: "Succeeded",
      ...outer,
      properties: { vmSize: "STANDARD_NC6", ...properties },
    },
  });
  const computeWith = async (raw: object, properties: object = {}) =>
    (await collectAzure(mlComputes, inWorkspace({ [`${service}/Computes_List`]: list(raw) }, properties)))
      .resources[0];

  test("an instance as Azure makes it is public, open to its user as root, and runs on", async () => {
    expect(await computeWith(compute("ComputeInstance"))).toMatchObject({
      type: "azure.machine-learning.compute-instance",
      properties: { localAccounts: true, publicShell: false, personal: false, idleBeforeShutdown: null },
      facets: { publicAddress: true, rootAccess: true, privateNetwork: false },
    });
  });

  test.each<[string, object, object, object]>([
    ["it is told to have none", { enableNodePublicIp: false }, {}, { publicAddress: false }],
    [
      "it shows none",
      { connectivityEndpoints: { publicIpAddress: null, privateIpAddress: "10.0.0.4" } },
      {},
      { publicAddress: false },
    ],
    [
      "it shows one",
      { connectivityEndpoints: { publicIpAddress: "203.0.113.9" }, enableNodePublicIp: true },
      {},
      { publicAddress: true },
    ],
    ["root is taken away", { enableRootAccess: false }, {}, { rootAccess: false }],
    ["it is in a subnet", { subnet: { id: "/s" } }, {}, { privateNetwork: true }],
    [
      "its workspace keeps a network",
      {},
      { managedNetwork: { isolationMode: "AllowInternetOutbound" } },
      { privateNetwork: true },
    ],
  ])("an instance: %s", async (_, properties, ofWorkspace, facets) => {
    expect((await computeWith(compute("ComputeInstance", properties), ofWorkspace))?.facets).toMatchObject(
      facets,
    );
  });

  test.each<[string, object, object, object, object]>([
    ["no account, so nobody gets in", {}, {}, {}, { publicNetwork: false, authentication: "unreachable" }],
    [
      "an account on public nodes",
      { userAccountCredentials: { adminUserName: "a" } },
      {},
      {},
      { publicNetwork: true, authentication: "key" },
    ],
    [
      "its port closed",
      { userAccountCredentials: { adminUserName: "a" }, remoteLoginPortPublicAccess: "Disabled" },
      {},
      {},
      { publicNetwork: false },
    ],
    [
      "nodes without public addresses",
      {
        userAccountCredentials: { adminUserName: "a" },
        enableNodePublicIp: false,
        remoteLoginPortPublicAccess: "Enabled",
      },
      {},
      {},
      { publicNetwork: false },
    ],
    [
      "local accounts switched off",
      { userAccountCredentials: { adminUserName: "a" } },
      { disableLocalAuth: true },
      {},
      { publicNetwork: false },
    ],
    [
      "a port nobody spoke of, in a subnet",
      { userAccountCredentials: { adminUserName: "a" }, subnet: { id: "/s" } },
      {},
      {},
      { publicNetwork: false, privateNetwork: true },
    ],
    [
      "a network its workspace keeps",
      { userAccountCredentials: { adminUserName: "a" } },
      {},
      { managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" } },
      { publicNetwork: false },
    ],
  ])("a cluster: %s", async (_, properties, outer, ofWorkspace, facets) => {
    expect((await computeWith(compute("AmlCompute", properties, outer), ofWorkspace))?.facets).toMatchObject(
      facets,
    );
  });

  test("what is attached is collected as what it is", async () => {
    expect(await computeWith(compute("Kubernetes"))).toBeUndefined();
  });
});

describe("deployments", () => {
  const endpoint = {
    id: `${workspaceId}/onlineEndpoints/Score`,
    name: "Score",
    location: "swedencentral",
    identity: { type: "SystemAssigned", principalId: "p2" },
    properties: { authMode: "Key" },
  };
  const deployment = (properties: object) => ({
    id: `${endpoint.id}/deployments/Blue`,
    name: "Blue",
    location: "swedencentral",
    properties,
  });
  const serving = (properties: object, ofWorkspace: object = {}) =>
    collectAzure(
      mlServing,
      inWorkspace(
        {
          [`${service}/OnlineEndpoints_List`]: list(endpoint),
          [`${service}/OnlineDeployments_List`]: list(deployment(properties)),
          [`${service}/BatchEndpoints_List`]: list({
            id: `${workspaceId}/batchEndpoints/Nightly`,
            name: "Nightly",
            properties: { authMode: "AADToken", scoringUri: "https://n.example/jobs" },
          }),
        },
        ofWorkspace,
      ),
    );

  test("are told with the variables that hold a credential, by name alone", async () => {
    const { get, relationships } = await serving({
      model: `${workspaceId}/models/Claims/versions/3`,
      environmentVariables: {
        OPENAI_API_KEY: "sk-abcdefghijklmnopqrstuvwx",
        AZURE_OPENAI_ENDPOINT: "https://aoai.openai.azure.com/",
        LOG_LEVEL: "debug",
        NOTHING: null,
      },
      egressPublicNetworkAccess: "Disabled",
    });
    expect(get("Blue")).toMatchObject({
      properties: { variables: ["AZURE_OPENAI_ENDPOINT", "LOG_LEVEL", "NOTHING", "OPENAI_API_KEY"] },
      facets: {
        secretVariables: ["OPENAI_API_KEY"],
        calledHosts: ["aoai.openai.azure.com"],
        privateNetwork: true,
        authentication: "unreachable",
      },
    });
    expect(JSON.stringify(get("Blue"))).not.toContain("sk-");
    expect(told(relationships)).toEqual([
      `${ws}/onlineendpoints/score routes-to ${ws}/onlineendpoints/score/deployments/blue`,
      `${ws}/onlineendpoints/score/deployments/blue hosted-on ${ws}`,
      `${ws}/onlineendpoints/score/deployments/blue runs-as ${ws}/onlineendpoints/score/identities/system`,
      `${ws}/onlineendpoints/score/deployments/blue serves ${ws}/models/claims`,
      `${ws}/batchendpoints/nightly hosted-on ${ws}`,
    ]);
    expect(get("Nightly").facets).toEqual({
      publicNetwork: false,
      keyAuthentication: false,
      logsRequests: true,
      customerKey: false,
    });
  });

  test("may call out unless they or their workspace are closed", async () => {
    expect((await serving({})).get("Blue").facets).toMatchObject({ privateNetwork: false });
    const isolated = { managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" } };
    expect((await serving({}, isolated)).get("Blue").facets).toMatchObject({ privateNetwork: true });
  });

  test("that may not be listed end the collection as denied", async () => {
    const { outcome } = await collectAzure(
      mlServing,
      inWorkspace({
        [`${service}/OnlineEndpoints_List`]: list(endpoint),
        [`${service}/OnlineDeployments_List`]: denied("deployments/read"),
        [`${service}/BatchEndpoints_List`]: list(),
      }),
    );
    expect(outcome.state).toBe("denied");
  });
});

const datastore = (name: string, properties: object) => ({
  id: `${workspaceId}/datastores/${name}`,
  name,
  properties: { datastoreType: "AzureBlob", isDefault: false, ...properties },
});

test("a datastore is told with its credential's kind and the container it stands for", async () => {
  const { resources, relationships } = await collectAzure(
    mlDatastores,
    inWorkspace({
      [`${service}/Datastores_List`]: list(
        datastore("training", {
          accountName: "STMLW",
          containerName: "Corpus",
          credentials: { credentialsType: "AccountKey", secrets: { secretsType: "AccountKey" } },
        }),
        datastore("lake", {
          datastoreType: "AzureDataLakeGen2",
          accountName: "elsewhere",
          filesystem: "raw",
          credentials: { credentialsType: "None" },
        }),
      ),
    }),
  );
  expect(resources.map(({ properties }) => properties)).toEqual([
    { kind: "AzureBlob", credentials: "AccountKey", isDefault: false },
    { kind: "AzureDataLakeGen2", credentials: "None", isDefault: false },
  ]);
  expect(told(relationships)).toEqual([
    `${ws} contains ${ws}/datastores/training`,
    `${ws}/datastores/training ingests microsoft.storage/storageaccounts/stmlw/blobservices/default/containers/corpus`,
    `${ws} contains ${ws}/datastores/lake`,
  ]);
});

describe("models", () => {
  const container = (properties: object = {}) => ({
    id: `${workspaceId}/models/Claims`,
    name: "Claims",
    properties: { latestVersion: "3", isArchived: false, tags: { team: "claims" }, ...properties },
  });
  const version = (properties: object = {}) => ({
    properties: {
      modelType: "mlflow_model",
      modelUri:
        "azureml://subscriptions/s/resourcegroups/r/workspaces/MLW/datastores/workspaceblobstore/paths/models/claims",
      jobName: "brave_fox",
      flavors: { python_function: { data: {} }, sklearn: {} },
      ...properties,
    },
  });
  const collect = (given: Answers = {}) =>
    collectAzure(
      mlModels,
      inWorkspace(
        {
          [`${service}/ModelContainers_List`]: list(container()),
          [`${service}/ModelVersions_Get`]: version(),
          [`${service}/Datastores_List`]: list(
            datastore("workspaceblobstore", { accountName: "stmlw", containerName: "azureml" }),
          ),
          ...given,
        },
        { encryption: { status: "Enabled" } },
      ),
    );

  test("are told with their latest version, how it can be loaded and where its files lie", async () => {
    const { get, relationships, calls } = await collect();
    expect(calls.find(({ operation }) => operation.endsWith("ModelVersions_Get"))?.input).toEqual({
      id: `${workspaceId}/models/Claims`,
      version: "3",
    });
    expect(get("Claims")).toMatchObject({
      tags: { team: "claims" },
      properties: {
        archived: false,
        format: "mlflow_model",
        flavors: ["python_function", "sklearn"],
        jobName: "brave_fox",
      },
      facets: { origin: "custom", version: "3", lifecycle: "unstated", customerKey: true },
    });
    expect(told(relationships)).toContain(
      `${ws}/models/claims stores-artifacts-in microsoft.storage/storageaccounts/stmlw/blobservices/default/containers/azureml`,
    );
  });

  test("whose version may not be read keep what is known of them", async () => {
    const { get } = await collect({ [`${service}/ModelVersions_Get`]: denied("models/versions/read") });
    expect(Object.keys(get("Claims").unknown ?? {})).toEqual(
      expect.arrayContaining(["properties.format", "facets.origin", "relationships.stores-artifacts-in"]),
    );
    expect(get("Claims").facets).toMatchObject({ version: "3" });
  });

  test("that were put away are not asked further", async () => {
    const { calls, get } = await collect({
      [`${service}/ModelContainers_List`]: list(container({ isArchived: true })),
    });
    expect(calls.filter(({ operation }) => operation.endsWith("ModelVersions_Get"))).toEqual([]);
    expect(get("Claims").facets).toMatchObject({ lifecycle: "retired" });
  });
});

test("jobs that train are told, of the newest a hundred, and as whom they run", async () => {
  const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ID`;
  const job = (at: number, properties: object = {}) => ({
    id: `${workspaceId}/jobs/j${at}`,
    name: `j${at}`,
    properties: { jobType: "Command", status: "Completed", ...properties },
  });
  const jobs = [
    job(0, { displayName: "Train claims", identity: { identityType: "Managed", resourceId: identityId } }),
    job(1, { jobType: "Labeling" }),
    ...Array.from({ length: 150 }, (_, at) => job(at + 2)),
  ];
  const { resources, relationships } = await collectAzure(
    mlJobs,
    inWorkspace(
      { [`${service}/Jobs_List`]: list(...jobs) },
      { managedNetwork: { isolationMode: "AllowInternetOutbound" } },
    ),
  );
  expect(resources).toHaveLength(99);
  expect(resources[0]).toMatchObject({
    name: "Train claims",
    properties: { kind: "Command", identity: "Managed" },
    facets: { networkIsolation: false, privateNetwork: true },
  });
  expect(told(relationships)).toContain(
    `${ws}/jobs/j0 runs-as microsoft.managedidentity/userassignedidentities/id`,
  );
});

test.each<[object, object]>([
  [
    {
      publicNetworkAccess: "Disabled",
      registryPrivateEndpointConnections: [
        { properties: { registryPrivateLinkServiceConnectionState: { status: "Approved" } } },
      ],
    },
    { publicNetworkAccess: "Disabled", privateEndpoint: true },
  ],
  [
    {
      publicNetworkAccess: "Enabled",
      registryPrivateEndpointConnections: [
        { properties: { registryPrivateLinkServiceConnectionState: { status: "Pending" } } },
      ],
    },
    { publicNetworkAccess: "Enabled", privateEndpoint: false },
  ],
  [{}, { publicNetworkAccess: null, privateEndpoint: false }],
])("a registry of %j is told as %j", async (properties, expected) => {
  const registry = {
    id: idOf("Microsoft.MachineLearningServices/registries", "Shared"),
    name: "Shared",
    type: "microsoft.machinelearningservices/registries",
    properties,
  };
  const { get } = await collectAzure(mlRegistries, {
    "Microsoft.ResourceGraph/Resources": graphRows(registry),
  });
  expect(get("Shared").properties).toEqual(expected);
});
