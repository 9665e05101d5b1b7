import type { ResourceType } from "#lib/domain/resource.ts";

const docs = "https://cloud.google.com";

/** A way to a service account by starting something that runs as it, beside `actAs` on it. */
export type Starting = { id: string; told: string; permissions: readonly string[]; source: string };

export const actAs = "iam.serviceAccounts.actAs";

/** Asked of the account's project, where what is started stands. */
export const startings: readonly Starting[] = [
  {
    id: "training",
    told: "starts a training job as it",
    permissions: ["aiplatform.customJobs.create"],
    source: `${docs}/vertex-ai/docs/general/custom-service-account`,
  },
  {
    id: "pipeline",
    told: "starts a pipeline as it",
    permissions: ["aiplatform.pipelineJobs.create"],
    source: `${docs}/vertex-ai/docs/pipelines/configure-project`,
  },
  {
    id: "model-server",
    told: "deploys a model server that runs as it",
    permissions: ["aiplatform.models.upload", "aiplatform.endpoints.deploy"],
    source: `${docs}/vertex-ai/docs/general/custom-service-account`,
  },
  {
    id: "agent",
    told: "deploys an agent that runs as it",
    permissions: ["aiplatform.reasoningEngines.create"],
    source: `${docs}/vertex-ai/generative-ai/docs/agent-engine/set-up`,
  },
  {
    id: "notebook",
    told: "starts a notebook as it",
    permissions: ["notebooks.instances.create"],
    source: `${docs}/vertex-ai/docs/workbench/instances/create`,
  },
  {
    id: "colab-runtime",
    told: "starts a Colab runtime as it",
    permissions: ["aiplatform.notebookRuntimeTemplates.create", "aiplatform.notebookRuntimes.assign"],
    source: `${docs}/colab/docs/create-runtime-template`,
  },
  {
    id: "service",
    told: "makes a service that runs as it",
    permissions: ["run.services.create"],
    source: `${docs}/run/docs/securing/service-identity`,
  },
  {
    id: "job",
    told: "makes a job that runs as it",
    permissions: ["run.jobs.create", "run.jobs.run"],
    source: `${docs}/run/docs/securing/service-identity`,
  },
  {
    id: "function",
    told: "makes a function that runs as it",
    permissions: ["cloudfunctions.functions.create"],
    source: `${docs}/functions/docs/securing/function-identity`,
  },
  {
    id: "build",
    told: "starts a build as it",
    permissions: ["cloudbuild.builds.create"],
    source: `${docs}/build/docs/securing-builds/configure-user-specified-service-accounts`,
  },
  {
    id: "machine",
    told: "starts a machine as it",
    permissions: ["compute.instances.create"],
    source: `${docs}/compute/docs/access/create-enable-service-accounts-for-instances`,
  },
  {
    id: "dataflow",
    told: "starts a Dataflow job as it",
    permissions: ["dataflow.jobs.create"],
    source: `${docs}/dataflow/docs/concepts/security-and-permissions`,
  },
  {
    id: "composer",
    told: "makes a Composer environment that runs as it",
    permissions: ["composer.environments.create"],
    source: `${docs}/composer/docs/composer-3/access-control`,
  },
  {
    id: "dataproc",
    told: "makes a Dataproc cluster that runs as it, and a job there",
    permissions: ["dataproc.clusters.create", "dataproc.jobs.create"],
    source: `${docs}/dataproc/docs/concepts/configuring-clusters/service-accounts`,
  },
  {
    id: "workflow",
    told: "runs a workflow as it",
    permissions: ["workflows.workflows.create", "workflows.executions.create"],
    source: `${docs}/workflows/docs/authentication`,
  },
  {
    id: "schedule",
    told: "schedules calls with its token",
    permissions: ["cloudscheduler.jobs.create"],
    source: `${docs}/scheduler/docs/http-target-auth`,
  },
  {
    id: "infrastructure",
    told: "deploys infrastructure as it",
    permissions: ["config.deployments.create"],
    source: `${docs}/infrastructure-manager/docs/configure-service-account`,
  },
];

/** A way through what runs as the account already. Google asks for `actAs` again wherever code is replaced. */
export type Hosting = {
  id: string;
  told: string;
  host: ResourceType;
  permissions: readonly string[];
  takesActAs: boolean;
  source: string;
};

export const hostings: readonly Hosting[] = [
  {
    id: "service-image",
    told: "replaces the image of {host}, which runs as it",
    host: "gcp.run.service",
    permissions: ["run.services.update"],
    takesActAs: true,
    source: `${docs}/run/docs/reference/iam/roles`,
  },
  {
    id: "function-code",
    told: "replaces the code of {host}, which runs as it",
    host: "gcp.cloudfunctions.function",
    permissions: ["cloudfunctions.functions.update"],
    takesActAs: true,
    source: `${docs}/functions/docs/reference/iam/roles`,
  },
  {
    id: "agent-code",
    told: "replaces the code of {host}, which runs as it",
    host: "gcp.aiplatform.reasoning-engine",
    permissions: ["aiplatform.reasoningEngines.update"],
    takesActAs: true,
    source: `${docs}/vertex-ai/generative-ai/docs/agent-engine/set-up`,
  },
  {
    id: "notebook-login",
    told: "opens {host}, which runs as it",
    host: "gcp.notebooks.instance",
    permissions: ["notebooks.instances.get"],
    takesActAs: true,
    source: `${docs}/vertex-ai/docs/workbench/instances/manage-access-jupyterlab`,
  },
  {
    id: "node-pod",
    told: "runs a pod on the network of a node of {host}, and the nodes run as it",
    host: "gcp.container.cluster",
    permissions: ["container.pods.create"],
    takesActAs: false,
    source: `${docs}/kubernetes-engine/docs/concepts/workload-identity`,
  },
];

/** Ways to an account by changing the account itself; each permission is enough alone. */
export const changes: readonly { told: string; permission: string; source: string }[] = [
  {
    told: "lets itself act as it",
    permission: "iam.serviceAccounts.setIamPolicy",
    source: `${docs}/iam/docs/service-account-permissions`,
  },
];

/** The same by a permission on the account's project. */
export const projectChanges: readonly { told: string; permission: string; source: string }[] = [
  {
    told: "makes a storage key of it",
    permission: "storage.hmacKeys.create",
    source: `${docs}/storage/docs/authentication/hmackeys`,
  },
];

/** Who may change a policy above an account may give itself any role on the account. */
export const policyChanges = [
  { level: "projects", told: "gives itself any role in its project" },
  { level: "folders", told: "gives itself any role in its folder" },
  { level: "organizations", told: "gives itself any role in its organization" },
].map((each) => ({
  ...each,
  permission: `resourcemanager.${each.level}.setIamPolicy`,
  source: `${docs}/iam/docs/granting-changing-revoking-access`,
}));

export const rewritesRole = {
  told: "rewrites its own role {role}",
  permission: "iam.roles.update",
  source: `${docs}/iam/docs/creating-custom-roles`,
};

/** Who adds an issuer of its own to a pool is whomever the pool's tokens may stand for. */
export const poolChanges = {
  told: "adds an issuer of its own to {pool}, which it trusts",
  permissions: ["iam.workloadIdentityPoolProviders.create", "iam.workloadIdentityPoolProviders.update"],
  source: `${docs}/iam/docs/manage-workload-identity-pools-providers`,
};

/** Accounts of Google's services that do what callers of the service say, who need not act as them. */
export const agents: readonly { told: string; email: RegExp; permission: string; source: string }[] = [
  {
    told: "deploys infrastructure, which Google does as it",
    email: /^\d+@cloudservices\.gserviceaccount\.com$/,
    permission: "deploymentmanager.deployments.create",
    source: `${docs}/deployment-manager/docs/access-control`,
  },
  {
    told: "starts a build, which runs as it",
    email: /^\d+@cloudbuild\.gserviceaccount\.com$/,
    permission: "cloudbuild.builds.create",
    source: `${docs}/build/docs/cloud-build-service-account`,
  },
];
