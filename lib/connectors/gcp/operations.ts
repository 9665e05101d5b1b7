export type Operation = {
  method: "GET" | "POST";
  /**
   * Host label before `.googleapis.com`; `{region}` stands for the region of the call, and `{location-}` for the
   * location of the input with a hyphen, which the global location does without.
   */
  host: string;
  /** Words in braces come from the call: `{account}`, `{region}`, or a field of its input. */
  path: string;
  /** Of a POST, what goes into the query in place of the body. */
  inQuery?: readonly string[];
  /** Charged to the called project, so that an API switched off there says so. */
  billsProject: boolean;
  /** Says the same whichever project asks: one sync asks once. */
  shared?: true;
  /** Reads what a store holds, which the connection must allow: the names of its objects, or one of them. */
  sample?: "names" | "object";
};

const get = (host: string, path: string, billsProject = true): Operation => ({
  method: "GET",
  host,
  path,
  billsProject,
});
/** About the organization or something of Google's own, hence the same for every project. */
const shared = (operation: Operation): Operation => ({ ...operation, billsProject: false, shared: true });
/** About one project, and asked by several collectors of it. */
const askedOnce = (operation: Operation): Operation => ({ ...operation, shared: true });
const post = (host: string, path: string): Operation => ({
  method: "POST",
  host,
  path,
  billsProject: false,
});
const vertex = (collection: string): Operation =>
  get("{region}-aiplatform", `/v1/projects/{account}/locations/{region}/${collection}`);

/** Every call the collectors make, by service and Google's own method name. */
export const operations: Readonly<Record<string, Operation>> = {
  "cloudresourcemanager:projects.search": shared(get("cloudresourcemanager", "/v3/projects:search")),
  "cloudresourcemanager:organizations.search": shared(
    get("cloudresourcemanager", "/v3/organizations:search"),
  ),
  "cloudresourcemanager:folders.search": shared(get("cloudresourcemanager", "/v3/folders:search")),
  "cloudresourcemanager:projects.getAncestry": post(
    "cloudresourcemanager",
    "/v1/projects/{account}:getAncestry",
  ),
  "cloudresourcemanager:projects.getIamPolicy": post(
    "cloudresourcemanager",
    "/v3/projects/{account}:getIamPolicy",
  ),
  "cloudresourcemanager:folders.getIamPolicy": shared(
    post("cloudresourcemanager", "/v3/{+resource}:getIamPolicy"),
  ),
  "cloudresourcemanager:organizations.getIamPolicy": shared(
    post("cloudresourcemanager", "/v3/{+resource}:getIamPolicy"),
  ),
  "logging:entries.list": post("logging", "/v2/entries:list"),
  "storage:objects.list": { ...get("storage", "/storage/v1/b/{bucket}/o", false), sample: "names" },
  "storage:objects.get": { ...get("storage", "/storage/v1/b/{bucket}/o/{object}", false), sample: "object" },
  "dlp:projects.locations.fileStoreDataProfiles.list": get("dlp", "/v2/{+parent}/fileStoreDataProfiles"),
  "dlp:projects.locations.tableDataProfiles.list": get("dlp", "/v2/{+parent}/tableDataProfiles"),
  "dlp:organizations.locations.fileStoreDataProfiles.list": get(
    "dlp",
    "/v2/{+parent}/fileStoreDataProfiles",
    false,
  ),
  "dlp:organizations.locations.tableDataProfiles.list": get("dlp", "/v2/{+parent}/tableDataProfiles", false),
  "cloudasset:assets.list": get("cloudasset", "/v1/projects/{account}/assets", false),
  "cloudasset:organizations.assets.list": shared(get("cloudasset", "/v1/{+parent}/assets")),
  "policyanalyzer:projects.locations.activityTypes.activities.query": get(
    "policyanalyzer",
    "/v1/projects/{account}/locations/global/activityTypes/{activityType}/activities:query",
    false,
  ),
  "compute:instanceGroups.listInstances": {
    ...post(
      "compute",
      "/compute/v1/projects/{account}/zones/{zone}/instanceGroups/{instanceGroup}/listInstances",
    ),
    billsProject: true,
    inQuery: ["pageToken"],
  },
  "compute:networks.getEffectiveFirewalls": get(
    "compute",
    "/compute/v1/projects/{account}/global/networks/{network}/getEffectiveFirewalls",
  ),
  "iam:roles.get": shared(get("iam", "/v1/{+name}")),
  "iam:projects.roles.get": get("iam", "/v1/{+name}", false),
  "iam:organizations.roles.get": shared(get("iam", "/v1/{+name}")),
  "iam:projects.roles.list": get("iam", "/v1/projects/{account}/roles", false),
  "iam:organizations.roles.list": get("iam", "/v1/{+parent}/roles", false),
  "iam:policies.listPolicies": get("iam", "/v2/policies/{attachmentPoint}/denypolicies", false),
  "iam:policies.get": get("iam", "/v2/policies/{attachmentPoint}/denypolicies/{policyId}", false),
  "iam:projects.locations.workloadIdentityPools.list": get(
    "iam",
    "/v1/projects/{account}/locations/global/workloadIdentityPools",
    false,
  ),
  "iam:projects.locations.workloadIdentityPools.providers.list": get("iam", "/v1/{+parent}/providers", false),
  "serviceusage:services.list": askedOnce(get("serviceusage", "/v1/projects/{account}/services", false)),
  "cloudbilling:projects.getBillingInfo": get("cloudbilling", "/v1/projects/{account}/billingInfo", false),
  "billingbudgets:billingAccounts.budgets.list": shared(get("billingbudgets", "/v1/{+parent}/budgets")),
  "securitycentermanagement:projects.locations.securityCenterServices.list": get(
    "securitycentermanagement",
    "/v1/projects/{account}/locations/global/securityCenterServices",
    false,
  ),
  "securitycenter:projects.sources.findings.list": get(
    "securitycenter",
    "/v1/projects/{account}/sources/-/findings",
    false,
  ),
  "recommender:projects.locations.recommenders.recommendations.list": get(
    "recommender",
    "/v1/projects/{account}/locations/global/recommenders/google.iam.policy.Recommender/recommendations",
    false,
  ),
  "accesscontextmanager:accessPolicies.list": shared(get("accesscontextmanager", "/v1/accessPolicies")),
  "accesscontextmanager:accessPolicies.servicePerimeters.list": shared(
    get("accesscontextmanager", "/v1/{+parent}/servicePerimeters"),
  ),
  "aiplatform:projects.locations.models.list": vertex("models"),
  "aiplatform:projects.locations.endpoints.list": vertex("endpoints"),
  "aiplatform:projects.locations.indexes.list": vertex("indexes"),
  "aiplatform:projects.locations.indexEndpoints.list": vertex("indexEndpoints"),
  "aiplatform:projects.locations.datasets.list": vertex("datasets"),
  "aiplatform:projects.locations.trainingPipelines.list": vertex("trainingPipelines"),
  "aiplatform:projects.locations.customJobs.list": vertex("customJobs"),
  "aiplatform:projects.locations.modelDeploymentMonitoringJobs.list": vertex("modelDeploymentMonitoringJobs"),
  "aiplatform:projects.locations.reasoningEngines.list": vertex("reasoningEngines"),
  "aiplatform:projects.locations.reasoningEngines.sandboxEnvironments.list": get(
    "{region}-aiplatform",
    "/v1/{+parent}/sandboxEnvironments",
  ),
  "aiplatform:projects.locations.ragCorpora.list": vertex("ragCorpora"),
  "aiplatform:projects.locations.ragCorpora.ragFiles.list": get(
    "{region}-aiplatform",
    "/v1/{+parent}/ragFiles",
  ),
  "modelarmor:projects.locations.getFloorSetting": askedOnce(
    get("modelarmor", "/v1/projects/{account}/locations/global/floorSetting"),
  ),
  "modelarmor:projects.locations.list": get("modelarmor", "/v1/projects/{account}/locations"),
  "modelarmor:projects.locations.templates.list": get(
    "modelarmor.{location}.rep",
    "/v1/projects/{account}/locations/{location}/templates",
  ),
  "discoveryengine:projects.locations.collections.engines.widgetConfigs.get": get(
    "{location-}discoveryengine",
    "/v1/{+name}",
  ),
  "dialogflow:projects.locations.agents.webhooks.list": get(
    "{location-}dialogflow",
    "/v3/{+parent}/webhooks",
  ),
  "dialogflow:projects.locations.agents.tools.list": get("{location-}dialogflow", "/v3/{+parent}/tools"),
  "dialogflow:projects.locations.agents.getGenerativeSettings": get("{location-}dialogflow", "/v3/{+name}"),
  "dialogflow:projects.locations.securitySettings.get": get("{location-}dialogflow", "/v3/{+name}"),
  "dialogflow:projects.locations.getEncryptionSpec": askedOnce(
    get("{location-}dialogflow", "/v2/{+parent}/encryptionSpec"),
  ),
  "dialogflow:projects.getAgent": get("dialogflow", "/v2/projects/{account}/agent"),
  "dialogflow:projects.agent.getFulfillment": get("dialogflow", "/v2/projects/{account}/agent/fulfillment"),
  "agentregistry:projects.locations.list": get("agentregistry", "/v1/projects/{account}/locations"),
  "agentregistry:projects.locations.agents.list": get(
    "agentregistry",
    "/v1/projects/{account}/locations/{location}/agents",
  ),
  "agentregistry:projects.locations.mcpServers.list": get(
    "agentregistry",
    "/v1/projects/{account}/locations/{location}/mcpServers",
  ),
  "cloudaicompanion:projects.locations.dataSharingWithGoogleSettings.list": get(
    "cloudaicompanion",
    "/v1/projects/{account}/locations/global/dataSharingWithGoogleSettings",
  ),
  "cloudaicompanion:projects.locations.loggingSettings.list": get(
    "cloudaicompanion",
    "/v1/projects/{account}/locations/global/loggingSettings",
  ),
  "notebooks:projects.locations.instances.list": get(
    "notebooks",
    "/v2/projects/{account}/locations/-/instances",
  ),
  "run:projects.locations.services.list": get("run", "/v2/projects/{account}/locations/{location}/services"),
  "cloudfunctions:projects.locations.functions.list": get(
    "cloudfunctions",
    "/v2/projects/{account}/locations/-/functions",
  ),
  "bigquery:datasets.get": get("bigquery", "/bigquery/v2/projects/{account}/datasets/{datasetId}"),
};
