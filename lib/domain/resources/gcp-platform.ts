import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** Members as Google writes them: `user:…`, `serviceAccount:…`, `allUsers`. */
const members = z.array(z.string());
const names = z.array(z.string());

/** Who holds what on a folder or an organization, hence on everything below it. */
const broadGrants = {
  /** Users and groups that may become any service account below. */
  impersonators: members,
  /** Users and groups that administer Vertex AI below. */
  aiAdministrators: members,
  publicMembers: members,
  /** Whoever holds Owner or Editor. */
  basicRoleMembers: members,
};

export const gcpPlatformResourceTypes = defineResourceTypes({
  "gcp.cloudresourcemanager.organization": {
    title: "Google Cloud organization",
    class: "account",
    layer: "identity",
    properties: z.object(broadGrants),
  },
  "gcp.cloudresourcemanager.folder": {
    title: "Google Cloud folder",
    class: "account",
    layer: "identity",
    properties: z.object({ parent: z.string(), ...broadGrants }),
  },
  "gcp.iam.allow-policy": {
    title: "IAM allow policy",
    class: "policy",
    layer: "identity",
    properties: z.object({
      /** Key of what it is bound on. */
      on: z.string(),
      bindings: z.array(
        z.object({
          role: z.string(),
          members,
          condition: z.object({ title: z.string(), expression: z.string() }).nullable(),
        }),
      ),
      /** Names more principals than are kept. */
      truncated: z.boolean(),
    }),
  },
  "gcp.iam.deny-policy": {
    title: "IAM deny policy",
    class: "policy",
    layer: "identity",
    properties: z.object({
      on: z.string(),
      rules: z.array(
        z.object({
          deniedPrincipals: names,
          exceptionPrincipals: names,
          deniedPermissions: names,
          exceptionPermissions: names,
          condition: z.string().nullable(),
        }),
      ),
      truncated: z.boolean(),
    }),
  },
  "gcp.iam.role": {
    title: "Custom role",
    class: "policy",
    layer: "identity",
    properties: z.object({ role: z.string(), stage: z.string(), permissions: names, truncated: z.boolean() }),
  },
  "gcp.iam.workload-identity-pool": {
    title: "Workload identity pool",
    class: "policy",
    layer: "identity",
    properties: z.object({ enabled: z.boolean(), mode: z.string() }),
  },
  "gcp.iam.workload-identity-provider": {
    title: "Workload identity provider",
    class: "policy",
    layer: "identity",
    properties: z.object({
      enabled: z.boolean(),
      kind: z.enum(["oidc", "aws", "saml", "x509"]),
      /** Address of the OIDC issuer, or the AWS account. */
      issuer: z.string().nullable(),
      audiences: names,
      /** CEL over the token's claims: whoever does not meet it gets no identity. */
      condition: z.string().nullable(),
      mapping: z.record(z.string(), z.string()),
    }),
  },
  "gcp.accesscontextmanager.service-perimeter": {
    title: "Service perimeter",
    class: "organization-policy",
    layer: "api",
    properties: z.object({
      kind: z.enum(["regular", "bridge"]),
      restrictedServices: names,
      resourceCount: z.number(),
      accessLevels: names,
      /** Services that an ingress rule opens to any identity from anywhere. */
      openIngress: names,
      dryRunOnly: z.boolean(),
    }),
  },
  "gcp.orgpolicy.policy": {
    title: "Organization policy",
    class: "organization-policy",
    layer: "identity",
    properties: z.object({
      constraint: z.string(),
      /** Key of what it is set on. */
      on: z.string(),
      allowedValues: names,
      deniedValues: names,
      allowsAll: z.boolean(),
      deniesAll: z.boolean(),
      /** Some of its rules hold only under a condition. */
      hasExceptions: z.boolean(),
      inheritsFromParent: z.boolean(),
      dryRunOnly: z.boolean(),
    }),
  },
  "gcp.apikeys.key": {
    title: "Google API key",
    class: "credential",
    layer: "identity",
    properties: z.object({
      /** APIs it is limited to, and none where it opens every API of the project. */
      apis: names,
      /** Limited to web pages, addresses or applications. */
      callerRestricted: z.boolean(),
      /** Opens the Gemini API of this project. */
      callsGemini: z.boolean(),
    }),
  },
  "gcp.secretmanager.secret": {
    title: "Secret Manager secret",
    class: "secret",
    layer: "identity",
    properties: z.object({ rotationPeriod: z.string().nullable(), expiresAt: z.iso.datetime().nullable() }),
  },
  "gcp.cloudbuild.trigger": {
    title: "Cloud Build trigger",
    class: "build",
    layer: "pipeline",
    properties: z.object({
      enabled: z.boolean(),
      approvalRequired: z.boolean(),
      /** Runs on workers of one's own instead of those all customers share. */
      privatePool: z.boolean(),
      serviceAccount: z.string().nullable(),
      /** Runs on the pull request of somebody outside without a comment by an owner. */
      untrustedPullRequests: z.boolean(),
      starts: z.string(),
    }),
  },
  "gcp.container.cluster": {
    title: "GKE cluster",
    class: "cluster",
    layer: "api",
    properties: z.object({
      version: z.string(),
      autopilot: z.boolean(),
      /** Has nodes with a GPU or a TPU. */
      accelerators: z.boolean(),
      privateNodes: z.boolean(),
      /** What Binary Authorization does with an image that nobody signed. */
      unsignedImages: z.enum(["admitted", "logged", "refused"]),
      /** Node pools that run as the default account of Compute Engine. */
      defaultAccountPools: names,
      /** Node pools whose pods reach the credentials of the node. */
      exposedMetadataPools: names,
      /** Accounts of node pools; null is the default one of Compute Engine. None where Google runs the nodes. */
      nodePools: z.array(
        z.object({
          name: z.string(),
          serviceAccount: z.string().nullable(),
          /** Google's metadata server stands between pods and the node's own. */
          guarded: z.boolean(),
          /** Access scopes to which tokens of the node are held; null where they are those of all Google Cloud. */
          scopes: names.nullable(),
        }),
      ),
      shieldedNodes: z.boolean(),
      legacyAuthorization: z.boolean(),
      /** Address of the API server. */
      endpoint: z.string().nullable(),
      /** Name under which a front of Google's takes its calls, once IAM let the caller in. */
      dnsEndpoint: z.string().nullable(),
      /** A stranger's call arrives at its own address, past that front. */
      answersAtAddress: z.boolean(),
    }),
  },
  "gcp.sqladmin.instance": {
    title: "Cloud SQL instance",
    class: "data-store",
    layer: "data",
    properties: z.object({
      engine: z.string(),
      /** Calls Vertex AI from SQL, as applications do that keep vectors in it. */
      callsVertex: z.boolean(),
      /** Address ranges that may connect, beside those of a private network. */
      authorizedNetworks: names,
      encryptedOnly: z.boolean(),
      identityLogin: z.boolean(),
    }),
  },
  "gcp.alloydb.cluster": {
    title: "AlloyDB cluster",
    class: "data-store",
    layer: "data",
    properties: z.object({
      engine: z.string(),
      authorizedNetworks: names,
      encryptedOnly: z.boolean(),
      identityLogin: z.boolean(),
    }),
  },
  "gcp.compute.network": {
    title: "VPC network",
    class: "network",
    layer: "api",
    properties: z.object({
      /** Ports that any address on the internet may reach, as `tcp:22` or `all`. */
      openPorts: names,
      /** Names of the firewall rules that open them. */
      openRules: names,
      /**
       * Rules for calls from outside that a stranger may come under, in the order Google asks them: lists one behind the
       * other, as its policies and its own rules stand.
       */
      inbound: z.array(
        z.array(
          z.object({
            action: z.enum(["allow", "deny", "next"]),
            /** As `tcp 443` or `*`. */
            ports: names,
            /** For machines with one of these tags, or that run as one of these accounts; for all where both are empty. */
            tags: names,
            accounts: names,
            /** Not narrowed further by what is not read. */
            sure: z.boolean(),
          }),
        ),
      ),
      isDefault: z.boolean(),
      flowLogs: z.boolean(),
    }),
  },
  "gcp.compute.instance": {
    title: "Compute Engine instance with accelerators",
    class: "compute",
    layer: "pipeline",
    properties: z.object({
      machineType: z.string(),
      state: z.string().nullable(),
      networkTags: names,
      serviceAccount: z.string().nullable(),
      /** Access scopes its tokens are held to; null where they are those of all Google Cloud. */
      scopes: names.nullable(),
      publicAddress: z.boolean(),
      /** A node of a GKE cluster. */
      isNode: z.boolean(),
    }),
  },
  "gcp.compute.backend-service": {
    title: "Load balancer backend",
    class: "api",
    layer: "api",
    properties: z.object({
      scheme: z.string(),
      /** Identity-Aware Proxy asks who comes. */
      identityAwareProxy: z.boolean(),
      securityPolicy: z.string().nullable(),
      /** Its security policy lets everything through. */
      emptyPolicy: z.boolean(),
      /** Ports on which packets go on to machines as they came, as `tcp 443` or `*`; null where a proxy answers. */
      passesPorts: names.nullable(),
    }),
  },
  "gcp.billing.project-budgets": {
    title: "Budgets of a project",
    class: "budget",
    layer: "api",
    properties: z.object({
      billingAccount: z.string(),
      budgets: names,
      /** A service of AI is switched on in the project. */
      usesAi: z.boolean(),
    }),
  },
  "gcp.monitoring.project-alerting": {
    title: "Alerting of a project",
    class: "alarm",
    layer: "model",
    properties: z.object({ policyCount: z.number(), aiPolicies: names, usesAi: z.boolean() }),
  },
  "gcp.securitycenter.project-services": {
    title: "Security Command Center in a project",
    class: "security-service",
    layer: "identity",
    properties: z.object({
      enabledServices: names,
      disabledServices: names,
      usesAi: z.boolean(),
      /** Open findings of high or critical severity on resources of AI. */
      openFindings: z.array(z.object({ category: z.string(), severity: z.string(), resource: z.string() })),
      truncated: z.boolean(),
    }),
  },
  "gcp.dlp.project-discovery": {
    title: "Sensitive data discovery of a project",
    class: "security-service",
    layer: "data",
    properties: z.object({
      /** What running configurations look through, as `big-query`, `cloud-storage`, `vertex-dataset`. */
      targets: names,
      usesAi: z.boolean(),
      /** Stores whose data it calls highly sensitive, with what it took the data for. */
      sensitiveStores: z.array(z.object({ store: z.string(), infoTypes: names })).optional(),
    }),
  },
});
