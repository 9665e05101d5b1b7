import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";
import { sample } from "./sample.ts";

const names = z.array(z.string());
/** Azure's own switch; null where it was never set, which Azure reads as `Enabled`. */
const publicNetworkAccess = z.string().nullable();
/** What a firewall does with an address no rule names. */
const defaultAction = z.enum(["Allow", "Deny"]);

export const azureResourceTypes = defineResourceTypes({
  "azure.resources.subscription": {
    title: "Azure subscription",
    class: "account",
    layer: "identity",
    properties: z.object({
      state: z.string(),
      /** Names of the management groups above it, nearest first. */
      managementGroups: names,
      /** Defender for Cloud plans that are switched on, by Azure's own plan names. */
      defenderPlans: names,
    }),
  },
  "azure.cognitive-services.account": {
    title: "Azure AI services account",
    class: "ai-service",
    layer: "model",
    properties: z.object({
      kind: z.string(),
      sku: z.string().nullable(),
      publicNetworkAccess,
      defaultAction,
      ipRules: names,
      managedIdentity: z.boolean(),
      restrictsOutbound: z.boolean(),
      allowedFqdns: names,
      /** Microsoft keeps prompts and answers for a time, to look for abuse; some customers are let out of it. */
      abuseMonitoring: z.boolean(),
      /** Its models refused a tenth of all requests in several hours of the day before it was read. */
      sustainedThrottling: z.boolean(),
    }),
  },
  "azure.cognitive-services.deployment": {
    title: "Azure OpenAI deployment",
    class: "model-deployment",
    layer: "model",
    properties: z.object({
      modelFormat: z.string(),
      modelName: z.string(),
      modelVersion: z.string().nullable(),
      sku: z.string().nullable(),
      capacity: z.number().nullable(),
      contentFilter: z.string().nullable(),
      versionUpgrade: z.string().nullable(),
    }),
  },
  "azure.cognitive-services.model": {
    title: "Azure AI model",
    class: "model",
    layer: "model",
    properties: z.object({
      format: z.string(),
      lifecycleStatus: z.string().nullable(),
      inferenceEndsAt: z.string().nullable(),
    }),
  },
  "azure.cognitive-services.content-filter": {
    title: "Azure OpenAI content filter",
    class: "guardrail",
    layer: "model",
    properties: z.object({
      mode: z.string(),
      basePolicy: z.string().nullable(),
      systemManaged: z.boolean(),
      jailbreakShield: z.boolean(),
      indirectAttackShield: z.boolean(),
      protectedMaterial: z.boolean(),
      /** Harm categories which are off, or only annotate, for prompts or for completions. */
      openCategories: names,
      blocklists: names,
      /** Weaker filters of the same account, which a caller may name in its request instead of this one. */
      weakerAlternatives: names,
    }),
  },
  "azure.search.service": {
    title: "Azure AI Search service",
    class: "vector-store",
    layer: "data",
    properties: z.object({
      sku: z.string().nullable(),
      publicNetworkAccess,
      ipRules: names,
      managedIdentity: z.boolean(),
      semanticSearch: z.string().nullable(),
      replicaCount: z.number(),
      privateEndpoint: z.boolean(),
    }),
  },
  "azure.storage.account": {
    title: "Storage account",
    class: "data-store",
    layer: "data",
    properties: z.object({
      kind: z.string(),
      publicNetworkAccess,
      defaultAction,
      ipRules: names,
      minimumTls: z.string().nullable(),
      httpsOnly: z.boolean(),
    }),
  },
  "azure.storage.container": {
    title: "Blob container",
    class: "data-store",
    layer: "data",
    properties: z.object({
      accountId: z.string(),
      /** What anybody may read without credentials: nothing, blobs by name, or the listing too. */
      publicAccess: z.enum(["None", "Blob", "Container"]),
      sample,
    }),
  },
  "azure.key-vault.vault": {
    title: "Key Vault",
    class: "key-vault",
    layer: "identity",
    properties: z.object({
      publicNetworkAccess,
      defaultAction,
      ipRules: names,
      privateEndpoint: z.boolean(),
      accessPolicyCount: z.number(),
      /** Who may do what with its secrets and keys where it does not go by roles; in lower case. */
      accessPolicies: z.array(
        z.object({
          objectId: z.string(),
          /** Only for calls that this application makes for the principal. */
          applicationId: z.string().nullable(),
          secrets: names,
          keys: names,
        }),
      ),
      /** Who reads its secrets and keys is written into a log that is kept. */
      auditLogged: z.boolean(),
    }),
  },
  "azure.key-vault.secret": {
    title: "Key Vault secret",
    class: "secret",
    layer: "identity",
    properties: z.object({ vaultId: z.string(), enabled: z.boolean(), expiresAt: z.string().nullable() }),
  },
  "azure.managed-identity.identity": {
    title: "Managed identity",
    class: "identity",
    layer: "identity",
    properties: z.object({
      assignment: z.enum(["system", "user"]),
      principalId: z.string(),
      clientId: z.string().nullable(),
      roles: names,
    }),
  },
  "azure.entra.principal": {
    title: "Entra principal",
    class: "identity",
    layer: "identity",
    properties: z.object({
      principalId: z.string(),
      principalType: z.string(),
      roles: names,
      signInName: z.string().nullable(),
      /** A user of another tenant, invited into this one. */
      guest: z.boolean(),
      applicationId: z.string().nullable(),
      /** An application registered in this tenant, whose secrets are kept here. */
      ownApplication: z.boolean(),
      /** Of such an application: the id of its registration, and the principals that own it. */
      registrationId: z.string().nullable(),
      owners: names,
      credentials: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(["secret", "certificate"]),
          startsAt: z.string().nullable(),
          endsAt: z.string().nullable(),
        }),
      ),
    }),
  },
  "azure.authorization.role-assignment": {
    title: "Role assignment",
    class: "policy",
    layer: "identity",
    properties: z.object({
      roleName: z.string(),
      roleDefinitionKey: z.string(),
      customRole: z.boolean(),
      scope: z.string(),
      principalId: z.string(),
      principalType: z.string(),
      conditional: z.boolean(),
      condition: z.string().nullable(),
      conditionVersion: z.string().nullable(),
    }),
  },
  "azure.app-service.app": {
    title: "App Service or Functions app",
    class: "compute",
    layer: "api",
    properties: z.object({
      kind: z.string(),
      state: z.string().nullable(),
      httpsOnly: z.boolean(),
      /** Names of the app settings, never their values. */
      settings: names,
      keyVaultReferences: names,
      managedIdentity: z.boolean(),
      /** Ids of the Front Doors that its access rules let in over the internet; `*` is any, whoever has set it up. */
      frontDoors: names,
    }),
  },
  "azure.api-management.service": {
    title: "API Management service",
    class: "api",
    layer: "api",
    properties: z.object({
      sku: z.string().nullable(),
      virtualNetworkType: z.string(),
      publicNetworkAccess,
      /** TLS and SSL versions older than 1.2 which callers may still use. */
      oldProtocols: names,
      managedIdentity: z.boolean(),
    }),
  },
  "azure.api-management.api": {
    title: "API Management API",
    class: "api",
    layer: "api",
    properties: z.object({
      path: z.string(),
      subscriptionRequired: z.boolean(),
      backendHosts: names,
      routesToModel: z.boolean(),
      tokenLimit: z.boolean(),
      contentSafety: z.boolean(),
      /** How the gateway proves itself to what is behind it, as far as its policies and backends tell. */
      backendCredential: z.enum(["identity", "key", "none"]),
    }),
  },
  "azure.machine-learning.workspace": {
    title: "Machine Learning workspace",
    class: "workspace",
    layer: "pipeline",
    properties: z.object({
      kind: z.string(),
      publicNetworkAccess,
      isolationMode: z.string(),
      highBusinessImpact: z.boolean(),
    }),
  },
  "azure.machine-learning.online-endpoint": {
    title: "Machine Learning online endpoint",
    class: "model-deployment",
    layer: "model",
    properties: z.object({ authMode: z.string(), publicNetworkAccess, scoringUri: z.string().nullable() }),
  },
  "azure.network.private-endpoint": {
    title: "Private endpoint",
    class: "private-endpoint",
    layer: "api",
    properties: z.object({ subnetId: z.string().nullable(), targetIds: names, status: z.string() }),
  },
  "azure.monitor.diagnostic-setting": {
    title: "Diagnostic setting",
    class: "audit-log",
    layer: "api",
    properties: z.object({ targetId: z.string(), categories: names, destinations: names }),
  },
  "azure.container-registry.registry": {
    title: "Container registry",
    class: "image-registry",
    layer: "pipeline",
    properties: z.object({
      sku: z.string().nullable(),
      publicNetworkAccess,
      adminUser: z.boolean(),
      anonymousPull: z.boolean(),
      /** Only images signed by content trust are handed out by tag. */
      contentTrust: z.boolean(),
      /** New images are held back until something released them. */
      quarantine: z.boolean(),
    }),
  },
});
