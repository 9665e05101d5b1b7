import { z } from "zod";

import { Grant, Trust } from "./ability.ts";
import { FederationSubject } from "./federation.ts";

/** How a caller must prove who it is. `none` means anybody on the network may call. */
export const authentications = ["none", "key", "identity", "unreachable"] as const;
const authentication = z.enum(authentications);
/** Host names at which it answers, lower case; what other resources' settings are matched against, over clouds. */
const hosts = z.array(z.string());
const strength = z.enum(["none", "low", "medium", "high"]);

/**
 * What every type of a class can be asked, whatever its provider: one schema per class.
 * A fact the provider cannot have at all is stated as its safe value by the connector;
 * a fact that could not be collected is left out and named in the resource's `unknown`.
 */
export const facetSchemas = {
  account: z.object({}),
  "ai-service": z.object({
    publicNetwork: z.boolean(),
    keyAuthentication: z.boolean(),
    privateEndpoint: z.boolean(),
    /** Prompts and responses, or at least each request, reach a log that is kept. */
    logsRequests: z.boolean(),
    customerKey: z.boolean(),
    hosts,
  }),
  model: z.object({
    origin: z.enum(["provider", "open-weight", "fine-tuned", "custom"]),
    publisher: z.string().nullable(),
    version: z.string().nullable(),
    lifecycle: z.enum(["active", "legacy", "retired", "unstated"]),
    customerKey: z.boolean(),
  }),
  "model-deployment": z.object({
    publicNetwork: z.boolean(),
    keyAuthentication: z.boolean(),
    logsRequests: z.boolean(),
    customerKey: z.boolean(),
  }),
  agent: z.object({
    codeInterpreter: z.boolean(),
    sessionTtlSeconds: z.number().nullable(),
    customerKey: z.boolean(),
  }),
  "agent-tool": z.object({
    changesState: z.boolean(),
    requiresConfirmation: z.boolean(),
    authentication,
    publicNetwork: z.boolean(),
    hosts,
  }),
  guardrail: z.object({
    promptAttack: strength,
    /** The weakest of the harm categories. */
    contentFilter: strength,
    sensitiveInformation: z.enum(["none", "mask", "block"]),
    grounding: z.boolean(),
    deniedTopics: z.boolean(),
    /** A caller may switch the filter off or replace it in its own request. */
    callerMayOverride: z.boolean(),
  }),
  "knowledge-base": z.object({ customerKey: z.boolean() }),
  "vector-store": z.object({
    publicNetwork: z.boolean(),
    keyAuthentication: z.boolean(),
    broadAccess: z.boolean(),
    customerKey: z.boolean(),
    accessLogging: z.boolean(),
    hosts,
  }),
  "data-store": z.object({
    publicRead: z.boolean(),
    publicWrite: z.boolean(),
    /** Public access is refused by a setting that outranks policies. */
    blocksPublicAccess: z.boolean(),
    publicNetwork: z.boolean(),
    keyAuthentication: z.boolean(),
    encryption: z.enum(["none", "provider-key", "customer-key"]),
    versioning: z.boolean(),
    accessLogging: z.boolean(),
    /** Principals outside the account's own organization that may read or write. */
    externalPrincipals: z.array(z.string()),
    /** Where it is a server with addresses of its own, as a database is. */
    hosts: hosts.optional(),
  }),
  dataset: z.object({
    publicRead: z.boolean(),
    customerKey: z.boolean(),
    externalPrincipals: z.array(z.string()),
  }),
  identity: z.object({
    kind: z.enum(["user", "group", "role", "service-account", "managed-identity"]),
    grants: z.array(Grant),
    trusts: z.array(Trust),
    /** Keys or passwords that do not expire by themselves. */
    longLivedKeyCount: z.number(),
    lastUsedAt: z.iso.datetime().nullable(),
  }),
  policy: z.object({}),
  secret: z.object({ rotation: z.boolean(), customerKey: z.boolean() }),
  key: z.object({ rotation: z.boolean(), broadPolicy: z.boolean() }),
  "key-vault": z.object({ publicNetwork: z.boolean(), roleBased: z.boolean(), purgeProtection: z.boolean() }),
  api: z.object({
    publicNetwork: z.boolean(),
    authentication,
    firewall: z.boolean(),
    throttled: z.boolean(),
    accessLogging: z.boolean(),
    hosts,
  }),
  compute: z.object({
    publicNetwork: z.boolean(),
    authentication,
    /** Names (never values) of environment variables that hold a credential in clear. */
    secretVariables: z.array(z.string()),
    privateNetwork: z.boolean(),
    hosts,
    /** Hosts its settings name: what it calls, perhaps in another cloud. */
    calledHosts: hosts,
  }),
  notebook: z.object({
    publicAddress: z.boolean(),
    rootAccess: z.boolean(),
    customerKey: z.boolean(),
    privateNetwork: z.boolean(),
  }),
  workspace: z.object({
    publicNetwork: z.boolean(),
    isolatedNetwork: z.boolean(),
    customerKey: z.boolean(),
    privateEndpoint: z.boolean(),
    logsRequests: z.boolean(),
  }),
  "training-job": z.object({
    networkIsolation: z.boolean(),
    privateNetwork: z.boolean(),
    volumeCustomerKey: z.boolean(),
    outputCustomerKey: z.boolean(),
  }),
  /** Works on data with or for a model without training one: prepares, scores in batch, tunes, compiles, measures. */
  "processing-job": z.object({
    networkIsolation: z.boolean(),
    privateNetwork: z.boolean(),
    volumeCustomerKey: z.boolean(),
    outputCustomerKey: z.boolean(),
  }),
  build: z.object({
    publicResults: z.boolean(),
    privileged: z.boolean(),
    secretVariables: z.array(z.string()),
  }),
  "image-registry": z.object({
    publicRead: z.boolean(),
    immutableTags: z.boolean(),
    scanOnPush: z.boolean(),
    customerKey: z.boolean(),
  }),
  network: z.object({
    /** Lets in traffic from any address. */
    openToInternet: z.boolean(),
    unrestrictedEgress: z.boolean(),
  }),
  "private-endpoint": z.object({ approved: z.boolean(), policyAllowsAll: z.boolean() }),
  "audit-log": z.object({
    enabled: z.boolean(),
    /** Covers the calls that use models and data, not only those that configure them. */
    dataEvents: z.boolean(),
    retentionDays: z.number().nullable(),
    customerKey: z.boolean(),
  }),
  /** A key or token that stands for somebody by itself: an AI provider's API key, a cloud API key, an access token. */
  credential: z.object({
    createdAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable(),
    /** A person, team or service account answers for it. */
    owned: z.boolean(),
    /** Narrowed to some APIs, models or callers. */
    restricted: z.boolean(),
    /** May change settings, members or other keys. */
    administers: z.boolean(),
    /** Unused for `idleDaysMax` when it was read; a key without any use counts from the day it was made. */
    idle: z.boolean(),
    /** Made more than `agedDaysMin` before it was read. */
    aged: z.boolean(),
  }),
  /** The organization, project or workspace of a SaaS provider or of source control. Null is what is not its to decide. */
  tenant: z.object({
    /** Everybody signs in through the organization's own identity provider. */
    singleSignOn: z.boolean().nullable(),
    multiFactor: z.boolean().nullable(),
    /** A limit stops the spending, or somebody is told. */
    spendLimited: z.boolean().nullable(),
    /** Only named networks may call. */
    addressesLimited: z.boolean().nullable(),
    /** How long the provider keeps prompts and answers. */
    retention: z.enum(["none", "up-to-30-days", "longer"]).nullable(),
    /** Its people or keys call models here, with no application of one's own in between. */
    usesModels: z.boolean(),
    /** E-mail addresses of the people of an AI provider's organization, lower case. */
    members: z.array(z.string()),
  }),
  /** Where people or devices are held and sign in: user pools, identity pools, tenants' directories. */
  directory: z.object({ multiFactor: z.boolean(), selfSignUp: z.boolean(), guestAccess: z.boolean() }),
  cluster: z.object({
    publicNetwork: z.boolean(),
    /** Pods take cloud identities of their own instead of the node's. */
    workloadIdentity: z.boolean(),
    networkPolicies: z.boolean(),
    auditLogging: z.boolean(),
    secretsCustomerKey: z.boolean(),
  }),
  image: z.object({
    /** Named by a tag that can move, not by a digest. */
    mutableReference: z.boolean(),
    signed: z.boolean().nullable(),
    scanned: z.boolean(),
    criticalVulnerabilityCount: z.number().nullable(),
  }),
  repository: z.object({
    publicRead: z.boolean(),
    /** The branch that ships takes no change without a review by somebody else. */
    reviewRequired: z.boolean(),
    secretScanning: z.boolean().nullable(),
    codeOwners: z.boolean(),
    /** Addresses under which it is named elsewhere: `host/owner/name`, lower case. */
    addresses: z.array(z.string()),
    /** What shows that it holds AI code: packages it depends on, topics it carries. */
    aiSigns: z.array(z.string()),
    /** Kinds of secret found in it that nobody has revoked, such as `openai_api_key`. */
    leakedSecrets: z.array(z.string()),
    /** What its jobs may present to a cloud. */
    federation: z.array(FederationSubject),
  }),
  workflow: z.object({
    /** Every action or image of others it runs is named by hash. */
    pinned: z.boolean(),
    /** Its token may write by default. */
    writeToken: z.boolean(),
    /** Runs with secrets on code that somebody outside wrote. */
    untrustedTrigger: z.boolean(),
    secretVariables: z.array(z.string()),
    /** What its jobs present to a cloud; empty where none asks for a token. */
    federation: z.array(FederationSubject),
  }),
  /** A directed series of steps that prepares, trains or ships models. */
  pipeline: z.object({
    customerKey: z.boolean(),
    privateNetwork: z.boolean(),
    lastFailedAt: z.iso.datetime().nullable(),
  }),
  "model-registry": z.object({
    publicRead: z.boolean(),
    approvalRequired: z.boolean(),
    customerKey: z.boolean(),
  }),
  /** What a model was measured by, before or after it went live. */
  evaluation: z.object({ finishedAt: z.iso.datetime().nullable(), measures: z.array(z.string()) }),
  /** Watches a deployed model for drift, quality or bias. */
  "model-monitor": z.object({ enabled: z.boolean(), measures: z.array(z.string()) }),
  prompt: z.object({ versioned: z.boolean(), customerKey: z.boolean() }),
  /** A provider's own detection or posture service in one account or region. */
  "security-service": z.object({ enabled: z.boolean(), coversAi: z.boolean() }),
  budget: z.object({ notifies: z.boolean(), coversAi: z.boolean() }),
  alarm: z.object({ notifies: z.boolean(), watchesAi: z.boolean() }),
  quota: z.object({ raised: z.boolean(), limit: z.number().nullable() }),
  /** A rule of the organization above its accounts: service control policy, policy assignment, constraint. */
  "organization-policy": z.object({ enforced: z.boolean(), coversAi: z.boolean() }),
} as const;

export type ResourceClass = keyof typeof facetSchemas;
export type FacetsOf<C extends ResourceClass> = z.infer<(typeof facetSchemas)[C]>;
export const resourceClasses = Object.keys(facetSchemas) as readonly ResourceClass[];

/** Classes that make a workload an AI workload. */
export const aiClasses: readonly ResourceClass[] = [
  "ai-service",
  "model",
  "model-deployment",
  "agent",
  "agent-tool",
  "guardrail",
  "knowledge-base",
  "vector-store",
  "dataset",
  "notebook",
  "workspace",
  "training-job",
];
