import { get, list, project, type Operation } from "./operation.ts";

const foundry = "2025-06-01";
const learning = "2024-10-01";
const workspaces = "Microsoft.MachineLearningServices/workspaces";
const data = "Microsoft.CognitiveServices/accounts/AIServices";

/** Foundry's projects and what is in them, and Machine Learning's workspaces from data to endpoints. */
export const aiOperations: Readonly<Record<string, Operation>> = {
  "Microsoft.CognitiveServices/Connections_List": list(
    "{id}/connections",
    foundry,
    "Microsoft.CognitiveServices/accounts/connections/read",
  ),
  "Microsoft.CognitiveServices/ProjectConnections_List": list(
    "{id}/connections",
    foundry,
    "Microsoft.CognitiveServices/accounts/projects/connections/read",
  ),
  "foundry/Agents_List": {
    ...project("/agents", `${data}/agents/read`),
    query: () => ({ limit: "100" }),
  },
  "foundry/Assistants_List": {
    ...project("/assistants", `${data}/agents/read`),
    query: () => ({ limit: "100" }),
  },
  "foundry/Evals_List": {
    ...project("/openai/evals", `${data}/evaluations/read`),
    query: () => ({ limit: "100", order: "desc" }),
    newestPages: 1,
  },
  "foundry/EvalRuns_List": {
    ...project("/openai/evals/{evalId}/runs", `${data}/evaluations/read`),
    query: () => ({ limit: "10", order: "desc" }),
    newestPages: 1,
  },
  "Microsoft.MachineLearningServices/Connections_List": list(
    "{id}/connections",
    learning,
    `${workspaces}/connections/read`,
  ),
  "Microsoft.MachineLearningServices/OnlineDeployments_List": list(
    "{id}/deployments",
    learning,
    `${workspaces}/onlineEndpoints/deployments/read`,
  ),
  "Microsoft.MachineLearningServices/BatchEndpoints_List": list(
    "{id}/batchEndpoints",
    learning,
    `${workspaces}/batchEndpoints/read`,
  ),
  "Microsoft.MachineLearningServices/Computes_List": list(
    "{id}/computes",
    learning,
    `${workspaces}/computes/read`,
  ),
  "Microsoft.MachineLearningServices/Datastores_List": list(
    "{id}/datastores",
    learning,
    `${workspaces}/datastores/read`,
  ),
  "Microsoft.MachineLearningServices/ModelContainers_List": list(
    "{id}/models",
    learning,
    `${workspaces}/models/read`,
  ),
  "Microsoft.MachineLearningServices/ModelVersions_Get": get(
    "{id}/versions/{version}",
    learning,
    `${workspaces}/models/versions/read`,
  ),
  "Microsoft.MachineLearningServices/Jobs_List": {
    ...list("{id}/jobs", learning, `${workspaces}/jobs/read`),
    newestPages: 2,
  },
};
