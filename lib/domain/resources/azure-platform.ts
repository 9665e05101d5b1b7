import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const names = z.array(z.string());
/** Azure's own switch; null where it was never set, which Azure reads as `Enabled`. */
const publicNetworkAccess = z.string().nullable();
const principals = z.array(z.object({ id: z.string(), type: z.string() }));
/** Azure's own permissions of a role, whole: what one of them excludes, another may still allow. */
const permissions = z.array(
  z.object({
    actions: names,
    notActions: names,
    dataActions: names,
    notDataActions: names,
    condition: z.string().nullable(),
  }),
);

const directoryRole = {
  roleName: z.string(),
  roleTemplateId: z.string(),
  customRole: z.boolean(),
  principalId: z.string(),
  /** `/` for the whole tenant, `/<id>` for one application, or an administrative unit. */
  scope: z.string(),
  /** In lower case: what it may do with applications and roles of the directory. */
  applicationActions: names,
};

export const azurePlatformResourceTypes = defineResourceTypes({
  "azure.management.group": {
    title: "Management group",
    class: "account",
    layer: "identity",
    properties: z.object({
      tenantId: z.string().nullable(),
      parentKey: z.string().nullable(),
      /** Names of the groups above it, from the root down. */
      ancestors: names,
    }),
  },
  "azure.authorization.role-definition": {
    title: "Role definition",
    class: "policy",
    layer: "identity",
    properties: z.object({ custom: z.boolean(), assignableScopes: names, permissions }),
  },
  "azure.authorization.deny-assignment": {
    title: "Deny assignment",
    class: "policy",
    layer: "identity",
    properties: z.object({
      scope: z.string(),
      appliesToChildScopes: z.boolean(),
      permissions,
      principals,
      excludedPrincipals: principals,
      systemProtected: z.boolean(),
      condition: z.string().nullable(),
    }),
  },
  "azure.authorization.eligible-assignment": {
    title: "Eligible role",
    class: "policy",
    layer: "identity",
    properties: z.object({
      roleName: z.string(),
      scope: z.string(),
      principalId: z.string(),
      principalType: z.string(),
      condition: z.string().nullable(),
      endsAt: z.string().nullable(),
      permissions,
    }),
  },
  "azure.entra.directory": {
    title: "Entra tenant",
    class: "directory",
    layer: "identity",
    properties: z.object({
      tenantId: z.string(),
      domains: names,
      /** What users may let applications do with what they may read themselves. */
      userConsent: z.enum(["anything", "low-risk", "own-policy", "nothing"]),
      usersRegisterApplications: z.boolean(),
      /** Who may invite guests, in Azure's own word. */
      invitesFrom: z.string(),
      securityDefaults: z.boolean(),
    }),
  },
  "azure.entra.conditional-access-policy": {
    title: "Conditional access policy",
    class: "policy",
    layer: "identity",
    properties: z.object({
      /** `enabled`, `disabled`, or on trial: `enabledForReportingButNotEnforced`. */
      state: z.string(),
      includedUsers: names,
      excludedUserCount: z.number(),
      includedApplications: names,
      excludedApplications: names,
      /** Service principals it is about, where it is about applications that sign in by themselves. */
      workloadIdentities: names,
      controls: names,
      requiresAllControls: z.boolean(),
    }),
  },
  "azure.entra.role-assignment": {
    title: "Role over the Entra directory",
    class: "policy",
    layer: "identity",
    properties: z.object(directoryRole),
  },
  "azure.entra.eligible-role": {
    title: "Role over the Entra directory that may be activated",
    class: "policy",
    layer: "identity",
    properties: z.object({ ...directoryRole, endsAt: z.string().nullable() }),
  },
  "azure.entra.consent": {
    title: "Consent to an application",
    class: "policy",
    layer: "identity",
    properties: z.object({
      applicationId: z.string().nullable(),
      enabled: z.boolean(),
      publisherTenantId: z.string().nullable(),
      ownTenant: z.boolean(),
      verifiedPublisher: z.string().nullable(),
      /** An administrator consented for the whole tenant. */
      forEverybody: z.boolean(),
      userCount: z.number(),
      delegatedPermissions: names,
      applicationPermissions: names,
    }),
  },
  "azure.authorization.policy-assignment": {
    title: "Policy assignment",
    class: "organization-policy",
    layer: "identity",
    properties: z.object({
      definitionId: z.string(),
      scope: z.string(),
      excludedScopes: names,
      /** `Default`, or `DoNotEnforce` where it only watches. */
      enforcementMode: z.string(),
      compliantAiResources: z.number(),
      nonCompliantAiResources: z.number(),
    }),
  },
  "azure.security.defender-plan": {
    title: "Defender for Cloud plan",
    class: "security-service",
    layer: "identity",
    properties: z.object({ tier: z.string(), subPlan: z.string().nullable(), extensions: names }),
  },
  "azure.security.assessment": {
    title: "Defender for Cloud recommendation",
    class: "policy",
    layer: "identity",
    properties: z.object({ severity: z.string(), targetKey: z.string(), cause: z.string().nullable() }),
  },
  "azure.security.alert": {
    title: "Defender for Cloud alert",
    class: "policy",
    layer: "identity",
    properties: z.object({
      kind: z.string(),
      severity: z.string(),
      status: z.string(),
      intent: z.string().nullable(),
      startedAt: z.string().nullable(),
      entityKey: z.string().nullable(),
      aboutAi: z.boolean(),
    }),
  },
  "azure.purview.account": {
    title: "Purview Data Map",
    class: "security-service",
    layer: "data",
    properties: z.object({
      assetCount: z.number(),
      /** Stores with what it found in them: `account/container` of blob storage, or the host name of a server. */
      classifiedStores: z.array(z.object({ store: z.string(), classifications: names })),
      /** Stores with the sensitivity labels of what is in them: ids, or names that Microsoft gives. */
      labeledStores: z.array(z.object({ store: z.string(), labels: names })),
    }),
  },
  "azure.purview.sensitivity-label": {
    title: "Sensitivity label",
    class: "policy",
    layer: "data",
    properties: z.object({
      /** The higher, the more sensitive. */
      rank: z.number().nullable(),
      enabled: z.boolean(),
      encrypts: z.boolean(),
      appliesTo: names,
    }),
  },
  "azure.consumption.budget": {
    title: "Budget",
    class: "budget",
    layer: "api",
    properties: z.object({
      amount: z.number().nullable(),
      timeGrain: z.string().nullable(),
      filtered: z.boolean(),
      thresholds: z.array(z.number()),
    }),
  },
  "azure.data-factory.factory": {
    title: "Data factory",
    class: "pipeline",
    layer: "pipeline",
    properties: z.object({
      publicNetworkAccess,
      managedIdentity: z.boolean(),
      sourceControlled: z.boolean(),
    }),
  },
  "azure.bot-service.bot": {
    title: "Bot service",
    class: "api",
    layer: "api",
    properties: z.object({
      backendHost: z.string().nullable(),
      appType: z.string(),
      channels: names,
      customerKey: z.boolean(),
      localAuthentication: z.boolean(),
    }),
  },
  "azure.container-apps.app": {
    title: "Container app",
    class: "compute",
    layer: "api",
    properties: z.object({
      ingress: z.enum(["external", "internal", "none"]),
      allowsPlainHttp: z.boolean(),
      images: names,
      /** Names of the environment variables, never their values. */
      settings: names,
      vaultSecretCount: z.number(),
      ownSecretCount: z.number(),
      managedIdentity: z.boolean(),
    }),
  },
  "azure.kubernetes-service.cluster": {
    title: "Kubernetes (AKS) cluster",
    class: "cluster",
    layer: "pipeline",
    properties: z.object({
      version: z.string().nullable(),
      authorizedRanges: names,
      localAccounts: z.boolean(),
      entraSignIn: z.boolean(),
      azureRoles: z.boolean(),
      roleBased: z.boolean(),
      outboundType: z.string().nullable(),
      defender: z.boolean(),
      nodesHavePublicAddresses: z.boolean(),
      gpuPools: z.number(),
      /** Whose tokens other clouds and Entra trust as this cluster's. */
      issuer: z.string().nullable(),
      /** Name of the API server's host. */
      endpoint: z.string().nullable(),
      /** Key of the identity that its nodes have. */
      kubeletIdentity: z.string().nullable(),
      /** Pods of their own network are kept from the metadata service of their node. */
      metadataRestricted: z.boolean(),
    }),
  },
});
