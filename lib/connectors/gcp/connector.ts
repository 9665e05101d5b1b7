import { z } from "zod";

import { defineConnector } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { agentRegistry } from "./agent-registry.ts";
import { dialogflowEs } from "./dialogflow-es.ts";
import { dialogflowAgents } from "./dialogflow.ts";
import { discoveryEngine } from "./discovery-engine.ts";
import { documentProcessors } from "./document-processors.ts";
import { geminiSettings } from "./gemini-settings.ts";
import { modelArmor } from "./model-armor.ts";
import { notebookRuntimes } from "./notebook-runtimes.ts";
import { ragCorpora } from "./rag-corpora.ts";
import { reasoningEngines } from "./reasoning-engines.ts";
import { vertexJobs } from "./vertex-jobs.ts";
import { vertexPipelines } from "./vertex-pipelines.ts";
import { vertexStores } from "./vertex-stores.ts";
import { apiKeys } from "./api-keys.ts";
import { backendServices } from "./backend-services.ts";
import { buildTriggers } from "./build-triggers.ts";
import { clusters } from "./clusters.ts";
import { computeInstances } from "./compute-instances.ts";
import { dataDiscovery } from "./data-discovery.ts";
import { networks } from "./networks.ts";
import { projectAlerting } from "./project-alerting.ts";
import { projectBudgets } from "./project-budgets.ts";
import { secrets } from "./secrets.ts";
import { securityCenter } from "./security-center.ts";
import { sqlDatabases } from "./sql-databases.ts";
import { artifactRepositories } from "./artifact-repositories.ts";
import { organizationDenyPolicies, projectDenyPolicies } from "./deny-policies.ts";
import { organizationRoles, projectRoles } from "./iam-roles.ts";
import { organization } from "./organization.ts";
import { servicePerimeters } from "./service-perimeters.ts";
import { workloadIdentity } from "./workload-identity.ts";
import { bigqueryDatasets } from "./bigquery-datasets.ts";
import { buckets } from "./buckets.ts";
import { changeLog } from "./change-log.ts";
import { openClient } from "./client.ts";
import { functions } from "./functions.ts";
import { identities } from "./identities.ts";
import { kmsKeys } from "./kms-keys.ts";
import { onlyProjects } from "./only-projects.ts";
import { projects } from "./projects.ts";
import { runServices } from "./run-services.ts";
import { listScopes } from "./scopes.ts";
import { setupSteps } from "./setup.ts";
import { openTokenSource } from "./token-source.ts";
import { vertexDatasets } from "./vertex-datasets.ts";
import { vertexEndpoints } from "./vertex-endpoints.ts";
import { vertexIndexEndpoints } from "./vertex-index-endpoints.ts";
import { vertexIndexes } from "./vertex-indexes.ts";
import { vertexModels } from "./vertex-models.ts";
import { vertexCustomJobs, vertexTrainingPipelines } from "./vertex-training.ts";
import { workbenchInstances } from "./workbench-instances.ts";

const credentials = z.object({
  serviceAccountJson: z.string().optional().meta({
    secret: true,
    document: true,
    title: "Service account key or federation configuration",
    help: "The whole JSON file. Leave empty to use the Application Default Credentials of the machine Nacre runs on.",
  }),
  projectIds: z
    .string()
    .regex(/^[a-z0-9.:,\s-]*$/, "Write project ids, separated by commas")
    .optional()
    .meta({
      scope: true,
      title: "Projects",
      help: "Project ids separated by commas. Leave empty for every project the identity can see.",
    }),
  sampling: z
    .string()
    .trim()
    .regex(/^(yes|no)?$/, "Answer yes or no")
    .optional()
    .meta({
      scope: true,
      title: "Sample labelled buckets",
      help: "yes reads the beginning of up to 20 objects of each bucket labelled nacre-sample = yes and keeps counts of what detectors find, never text. It needs storage.objects.list and storage.objects.get on those buckets, which the proposed role does not hold.",
    }),
});

export default defineConnector({
  id: "gcp",
  title: "Google Cloud",
  credentials,
  connect: async ({ serviceAccountJson, projectIds, sampling }, signal) => {
    const baseUrl = process.env["GOOGLE_ENDPOINT_URL"] || undefined;
    const pasted = serviceAccountJson?.trim() || undefined;
    const transport = openClient({
      token: await openTokenSource(pasted, baseUrl),
      baseUrl,
      mayReadContent: sampling === "yes",
    });
    const wanted = (projectIds ?? "").split(/[\s,]+/).filter((id) => id !== "");
    const limited = wanted.length === 0 ? transport : onlyProjects(transport, wanted);
    await assertSeesProjects(limited, wanted, signal);
    return limited;
  },
  scopes: listScopes,
  collectors: [
    projects,
    identities,
    vertexModels,
    vertexEndpoints,
    vertexIndexes,
    vertexIndexEndpoints,
    vertexDatasets,
    vertexTrainingPipelines,
    vertexCustomJobs,
    workbenchInstances,
    buckets,
    changeLog,
    bigqueryDatasets,
    runServices,
    functions,
    artifactRepositories,
    kmsKeys,
    organization,
    projectRoles,
    organizationRoles,
    projectDenyPolicies,
    organizationDenyPolicies,
    workloadIdentity,
    servicePerimeters,
    modelArmor,
    reasoningEngines,
    ragCorpora,
    vertexJobs,
    vertexPipelines,
    vertexStores,
    notebookRuntimes,
    discoveryEngine,
    dialogflowAgents,
    dialogflowEs,
    documentProcessors,
    agentRegistry,
    geminiSettings,
    apiKeys,
    secrets,
    buildTriggers,
    clusters,
    sqlDatabases,
    networks,
    computeInstances,
    backendServices,
    projectBudgets,
    projectAlerting,
    securityCenter,
    dataDiscovery,
  ],
  setup: setupSteps,
});

async function assertSeesProjects(
  transport: Transport,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const call = {
    account: "-",
    region: null,
    service: "cloudresourcemanager",
    operation: "projects.search",
    input: {},
  };
  try {
    const answer = z
      .object({ projects: z.array(z.unknown()).default([]) })
      .parse(await transport(call, signal));
    if (answer.projects.length > 0) return;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new ConnectionError(
      `Google refused to list projects: ${error.message}`,
      error.reason === "expired-credentials"
        ? "Create a new key for the service account and paste it; the one given is no longer valid."
        : "Bind the Nacre reader role to the service account, and switch on cloudresourcemanager.googleapis.com in its project.",
    );
  }
  throw new ConnectionError(
    wanted.length > 0
      ? `The identity sees none of the projects ${wanted.join(", ")}.`
      : "The identity sees no project.",
    "Bind the Nacre reader role to the service account on the organization or on each project, and check the project ids.",
  );
}
