import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const names = z.array(z.string());
/** Azure's own switch; null where it was never set, which Azure reads as `Enabled`. */
const publicNetworkAccess = z.string().nullable();

export const azureAiResourceTypes = defineResourceTypes({
  "azure.ai-foundry.project": {
    title: "Foundry project",
    class: "tenant",
    layer: "model",
    properties: z.object({
      accountKey: z.string(),
      endpoint: z.string().nullable(),
      managedIdentity: z.boolean(),
    }),
  },
  "azure.ai-foundry.connection": {
    title: "Foundry or Machine Learning connection",
    class: "secret",
    layer: "pipeline",
    properties: z.object({
      /** What it leads to, in Azure's own word: `AzureOpenAI`, `CognitiveSearch`, `RemoteTool`. */
      category: z.string(),
      /** `AAD`, `ManagedIdentity` and their like hold no secret; `ApiKey`, `AccountKey`, `SAS` do. */
      authType: z.string(),
      holdsSecret: z.boolean(),
      targetHost: z.string().nullable(),
      targetKey: z.string().nullable(),
      /** Everybody in the project or workspace may use it, not only who made it. */
      sharedToAll: z.boolean(),
      expiresAt: z.string().nullable(),
    }),
  },
  "azure.ai-foundry.agent": {
    title: "Foundry agent",
    class: "agent",
    layer: "model",
    properties: z.object({
      /** `prompt`, `hosted`, `workflow`, `container_app`, or `assistant` for those of the first interface. */
      kind: z.string(),
      version: z.string().nullable(),
      model: z.string().nullable(),
      /** Kinds of tools it may use, in Azure's own words. */
      tools: names,
      /** It reads files that were given to it, or searches them. */
      readsFiles: z.boolean(),
      /** Reaches the open web by itself. */
      searchesWeb: z.boolean(),
      hasInstructions: z.boolean(),
      filter: z.string().nullable(),
    }),
  },
  "azure.ai-foundry.agent-tool": {
    title: "Tool of a Foundry agent",
    class: "agent-tool",
    layer: "api",
    properties: z.object({ kind: z.string(), server: z.string().nullable(), approval: z.string() }),
  },
  "azure.ai-foundry.evaluation": {
    title: "Foundry evaluation",
    class: "evaluation",
    layer: "model",
    properties: z.object({ lastStatus: z.string().nullable(), runCount: z.number() }),
  },
  "azure.machine-learning.online-deployment": {
    title: "Machine Learning online deployment",
    class: "compute",
    layer: "model",
    properties: z.object({
      instanceType: z.string().nullable(),
      modelId: z.string().nullable(),
      environmentId: z.string().nullable(),
      egress: z.string().nullable(),
      /** Names of the environment variables, never their values. */
      variables: names,
    }),
  },
  "azure.machine-learning.batch-endpoint": {
    title: "Machine Learning batch endpoint",
    class: "model-deployment",
    layer: "model",
    properties: z.object({ authMode: z.string(), scoringUri: z.string().nullable() }),
  },
  "azure.machine-learning.datastore": {
    title: "Machine Learning datastore",
    class: "dataset",
    layer: "data",
    properties: z.object({
      kind: z.string(),
      /** `None` where whoever reads it must have a right of its own. */
      credentials: z.string(),
      isDefault: z.boolean(),
    }),
  },
  "azure.machine-learning.registry": {
    title: "Machine Learning registry",
    class: "model-registry",
    layer: "pipeline",
    properties: z.object({ publicNetworkAccess, privateEndpoint: z.boolean() }),
  },
  "azure.machine-learning.compute-instance": {
    title: "Machine Learning compute instance",
    class: "notebook",
    layer: "pipeline",
    properties: z.object({
      size: z.string().nullable(),
      state: z.string().nullable(),
      localAccounts: z.boolean(),
      publicShell: z.boolean(),
      /** Only one person may open it. */
      personal: z.boolean(),
      /** How long it may idle before it is stopped; null where nothing stops it. */
      idleBeforeShutdown: z.string().nullable(),
      /** Of a network of one's own. */
      subnetKey: z.string().nullable(),
    }),
  },
  "azure.machine-learning.compute-cluster": {
    title: "Machine Learning compute cluster",
    class: "compute",
    layer: "pipeline",
    properties: z.object({
      size: z.string().nullable(),
      minNodes: z.number(),
      maxNodes: z.number(),
      idleBeforeScaleDown: z.string().nullable(),
      localAccounts: z.boolean(),
      nodesHavePublicAddresses: z.boolean(),
      /** Of a network of one's own. */
      subnetKey: z.string().nullable(),
    }),
  },
  "azure.machine-learning.job": {
    title: "Machine Learning job",
    class: "training-job",
    layer: "pipeline",
    properties: z.object({
      kind: z.string(),
      status: z.string().nullable(),
      environmentId: z.string().nullable(),
      identity: z.string().nullable(),
    }),
  },
  "azure.machine-learning.model": {
    title: "Machine Learning model",
    class: "model",
    layer: "model",
    properties: z.object({
      archived: z.boolean(),
      /** `custom_model`, `mlflow_model` or `triton_model`. */
      format: z.string().nullable(),
      /** Ways it can be loaded, such as `sklearn` or `python_function`. */
      flavors: names,
      uri: z.string().nullable(),
      jobName: z.string().nullable(),
    }),
  },
});
