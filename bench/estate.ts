import type { Grant } from "#lib/domain/ability.ts";
import type { Relationship, RelationshipKind } from "#lib/domain/relationship.ts";
import type { FacetsOf } from "#lib/domain/resource-class.ts";
import type { ClassOf, PropertiesOf, Resource, ResourceType } from "#lib/domain/resource.ts";
import { seeded } from "./measure.ts";

/** A bucket as a connector makes it: about 650 bytes of document. One in ten is not as it should be. */
export function estateBucket(n: number): Resource<"gcp.storage.bucket"> {
  const name = `bucket-${String(n).padStart(7, "0")}`;
  return {
    key: `//storage.googleapis.com/${name}`,
    type: "gcp.storage.bucket",
    name,
    account: `project-${n % 40}`,
    region: "europe-west4",
    tags: {
      owner: `team-${n % 25}`,
      environment: n % 3 === 0 ? "production" : "development",
      note: "x".repeat(180),
    },
    properties: {
      location: "EUROPE-WEST4",
      uniformAccess: n % 7 !== 0,
      publicAccessPrevention: n % 10 === 0 ? "inherited" : "enforced",
      publicRoles: n % 10 === 0 ? ["roles/storage.objectViewer"] : [],
    },
    facets: {
      publicRead: n % 10 === 0,
      publicWrite: false,
      blocksPublicAccess: n % 10 !== 0,
      publicNetwork: true,
      keyAuthentication: false,
      encryption: n % 4 === 0 ? "customer-key" : "provider-key",
      versioning: n % 2 === 0,
      accessLogging: n % 5 !== 0,
      externalPrincipals: [],
    },
  };
}

/** One workload and what it is made of: the first of its resources is the one the others rest on. */
type Workload = { resources: Resource[]; relationships: Relationship[] };

/** Workloads are alike on every call: the `n`th of any estate. */
export const workloadAt = (n: number): Workload => workloads[n % workloads.length]?.(n) ?? related([], []);

const workloads: readonly ((n: number) => Workload)[] = [vertexWorkload, bedrockWorkload, openAiWorkload];
export const workloadSize = 6;

/** Workloads over three clouds, `workloadSize` resources each, and a log bucket that some of them share. */
export function estate(size: number): Workload {
  const random = seeded(size);
  const resources: Resource[] = [];
  const relationships: Relationship[] = [];
  for (let n = 0; resources.length < size; n++) {
    const made = workloadAt(n);
    const [store] = made.resources;
    const other = resources[Math.floor(random() * resources.length)];
    resources.push(...made.resources);
    relationships.push(...made.relationships);
    if (store && other) relationships.push({ from: store.key, kind: "logs-to", to: other.key });
  }
  return { resources, relationships };
}

/** The resource at `index` of an estate as it is after somebody changed it: its store is opened, or closed again. */
export function changed(resources: readonly Resource[], index: number): Resource | undefined {
  const resource = resources[index - (index % workloadSize)];
  if (!resource || !("publicRead" in resource.facets)) return resource;
  const facets = { ...resource.facets, publicRead: !resource.facets.publicRead };
  // Safe because only the value of a facet that is there has changed.
  return { ...resource, facets } as Resource;
}

function vertexWorkload(n: number): Workload {
  const bucket = estateBucket(n);
  const account = resourceOf("gcp.iam.service-account", n, serviceAccount(n), identity(n, bucket.key));
  const model = resourceOf(
    "gcp.aiplatform.model",
    n,
    { source: "CUSTOM", artifactUri: `gs://${bucket.name}/model`, containerImage: null, kmsKey: null },
    {
      origin: "fine-tuned",
      publisher: null,
      version: "1",
      lifecycle: n % 11 === 0 ? "legacy" : "active",
      customerKey: n % 3 === 0,
    },
  );
  const endpoint = resourceOf(
    "gcp.aiplatform.endpoint",
    n,
    { deployedModelCount: 1, loggedShare: n % 2, kmsKey: null },
    { publicNetwork: n % 5 === 0, keyAuthentication: false, logsRequests: n % 2 === 1, customerKey: false },
  );
  const index = resourceOf(
    "gcp.aiplatform.index",
    n,
    { contentsUri: `gs://${bucket.name}/index`, kmsKey: null },
    vectors(n),
  );
  const service = resourceOf(
    "gcp.run.service",
    n,
    {
      ingress: "INGRESS_TRAFFIC_ALL",
      publicInvokers: n % 6 === 0 ? ["allUsers"] : [],
      serviceAccount: account.name,
      environmentNames: ["MODEL"],
    },
    code(n),
  );
  return related(
    [bucket, account, model, endpoint, index, service],
    [
      [service, "runs-as", account],
      [service, "invokes", endpoint],
      [service, "grounded-on", index],
      [endpoint, "serves", model],
      [model, "trained-on", bucket],
      [model, "stores-artifacts-in", bucket],
      [index, "ingests", bucket],
      [account, "can-read", bucket],
    ],
  );
}

function bedrockWorkload(n: number): Workload {
  const bucket = resourceOf(
    "aws.s3.bucket",
    n,
    { kmsKey: null, logBucket: null, refusesPlainHttp: n % 2 === 0 },
    estateBucket(n).facets,
  );
  const role = resourceOf(
    "aws.iam.role",
    n,
    { path: "/", attachedPolicies: ["app"], permissionsBoundary: null, serviceLinked: false },
    identity(n, bucket.key),
  );
  const base = resourceOf(
    "aws.bedrock.knowledge-base",
    n,
    { status: "ACTIVE", embeddingModel: null, storage: "OPENSEARCH_SERVERLESS", dataSources: [], syncs: [] },
    { customerKey: n % 3 === 0 },
  );
  const guardrail = resourceOf(
    "aws.bedrock.guardrail",
    n,
    {
      version: "1",
      status: "READY",
      missingCategories: n % 4 === 0 ? ["HATE"] : [],
      blockedCredentials: ["PASSWORD"],
      groundingThreshold: 0.7,
      customerKey: false,
      tier: "CLASSIC",
      blocksWords: false,
      stopsPromptLeakage: false,
    },
    filter(n),
  );
  const agent = resourceOf(
    "aws.bedrock.agent",
    n,
    {
      agentId: `A${n}`,
      status: "PREPARED",
      version: "1",
      foundationModel: "anthropic.claude",
      guardrailVersion: n % 3 === 0 ? "DRAFT" : "1",
      memory: false,
      userInput: true,
      instructionRisks: [],
      collaboration: "DISABLED",
      aliases: [],
    },
    { codeInterpreter: n % 9 === 0, sessionTtlSeconds: 600, customerKey: n % 4 === 0 },
  );
  const lambda = resourceOf(
    "aws.lambda.function",
    n,
    {
      runtime: "nodejs24.x",
      environmentNames: ["AGENT"],
      promptVariables: n % 8 === 0 ? ["SYSTEM_PROMPT"] : [],
      url: n % 6 === 0 ? "public" : "none",
      invokers: [],
    },
    code(n),
  );
  return related(
    [bucket, role, base, guardrail, agent, lambda],
    [
      [lambda, "runs-as", role],
      [lambda, "invokes", agent],
      [agent, "runs-as", role],
      [agent, "guarded-by", guardrail],
      [agent, "grounded-on", base],
      [base, "ingests", bucket],
      [role, "can-read", bucket],
      [role, "can-write", bucket],
    ],
  );
}

function openAiWorkload(n: number): Workload {
  const network = { publicNetworkAccess: "Enabled", defaultAction: "Allow" as const, ipRules: [] };
  const store = resourceOf(
    "azure.storage.account",
    n,
    { kind: "StorageV2", ...network, minimumTls: n % 3 === 0 ? "TLS1_0" : "TLS1_2", httpsOnly: true },
    estateBucket(n).facets,
  );
  const managed = resourceOf(
    "azure.managed-identity.identity",
    n,
    { assignment: "user", principalId: `p-${n}`, clientId: null, roles: ["Contributor"] },
    identity(n, store.key),
  );
  const search = resourceOf(
    "azure.search.service",
    n,
    {
      sku: "basic",
      publicNetworkAccess: "Enabled",
      ipRules: [],
      managedIdentity: true,
      semanticSearch: null,
      replicaCount: 1 + (n % 3),
      privateEndpoint: n % 2 === 0,
    },
    vectors(n),
  );
  const service = resourceOf(
    "azure.cognitive-services.account",
    n,
    {
      kind: "OpenAI",
      sku: "S0",
      ...network,
      managedIdentity: n % 2 === 0,
      restrictsOutbound: false,
      allowedFqdns: [],
      abuseMonitoring: true,
      sustainedThrottling: false,
    },
    {
      publicNetwork: n % 3 !== 0,
      keyAuthentication: n % 2 === 0,
      privateEndpoint: n % 3 === 0,
      logsRequests: n % 4 !== 0,
      customerKey: false,
      hosts: [],
    },
  );
  const deployment = resourceOf(
    "azure.cognitive-services.deployment",
    n,
    {
      modelFormat: "OpenAI",
      modelName: "gpt",
      modelVersion: "1",
      sku: "Standard",
      capacity: 10,
      contentFilter: null,
      versionUpgrade: null,
    },
    { publicNetwork: n % 3 !== 0, keyAuthentication: n % 2 === 0, logsRequests: true, customerKey: false },
  );
  const app = resourceOf(
    "azure.app-service.app",
    n,
    {
      kind: "functionapp",
      state: "Running",
      httpsOnly: n % 5 !== 0,
      settings: ["ENDPOINT"],
      keyVaultReferences: [],
      managedIdentity: true,
      frontDoors: [],
    },
    code(n),
  );
  return related(
    [store, managed, search, service, deployment, app],
    [
      [app, "runs-as", managed],
      [app, "invokes", deployment],
      [app, "grounded-on", search],
      [service, "contains", deployment],
      [search, "ingests", store],
      [service, "logs-to", store],
      [managed, "can-read", store],
    ],
  );
}

function related(
  resources: Resource[],
  edges: readonly (readonly [from: Resource, kind: RelationshipKind, to: Resource])[],
): Workload {
  return {
    resources,
    relationships: edges.map(([from, kind, to]) => ({ from: from.key, kind, to: to.key })),
  };
}

function resourceOf<T extends ResourceType>(
  type: T,
  n: number,
  properties: PropertiesOf<T>,
  facets: FacetsOf<ClassOf<T>>,
): Resource<T> {
  const name = `${type.slice(type.lastIndexOf(".") + 1)}-${n}`;
  const account = `account-${n % 40}`;
  return {
    key: `//${type}/${name}`,
    type,
    name,
    account,
    region: "eu-west-1",
    tags: { owner: `team-${n % 25}` },
    properties,
    facets,
  };
}

const serviceAccount = (n: number): PropertiesOf<"gcp.iam.service-account"> => ({
  email: `app-${n}@example.com`,
  disabled: false,
  defaultAccount: n % 6 === 0,
  basicRoles: n % 8 === 0 ? ["roles/editor"] : [],
  unusedRoles: [],
  impersonators: n % 9 === 0 ? ["user:somebody@example.com"] : [],
  userManagedKeys: [],
});

function identity(n: number, storeKey: string): FacetsOf<"identity"> {
  const grant = (abilities: Grant["abilities"], on: string): Grant => ({
    effect: "allow",
    abilities,
    on,
    conditional: false,
    source: "policy app",
  });
  return {
    kind: "role",
    grants: [
      grant(["read-data"], storeKey),
      grant(["invoke-model"], n % 4 === 0 ? "*" : "//models/*"),
      ...(n % 12 === 0 ? [grant(["manage"], "*")] : []),
    ],
    trusts: [],
    longLivedKeyCount: n % 5 === 0 ? 1 : 0,
    lastUsedAt: null,
  };
}

const code = (n: number): FacetsOf<"compute"> => ({
  publicNetwork: n % 2 === 0,
  authentication: n % 6 === 0 ? "none" : "identity",
  secretVariables: n % 7 === 0 ? ["API_KEY"] : [],
  privateNetwork: n % 2 === 1,
  hosts: [],
  calledHosts: [],
});

const vectors = (n: number): FacetsOf<"vector-store"> => ({
  publicNetwork: n % 3 === 0,
  keyAuthentication: n % 4 === 0,
  broadAccess: n % 5 === 0,
  customerKey: n % 2 === 0,
  accessLogging: n % 3 !== 0,
  hosts: [],
});

const filter = (n: number): FacetsOf<"guardrail"> => ({
  promptAttack: n % 3 === 0 ? "none" : "high",
  contentFilter: "medium",
  sensitiveInformation: n % 2 === 0 ? "none" : "mask",
  grounding: n % 2 === 0,
  deniedTopics: n % 5 === 0,
  callerMayOverride: false,
});
