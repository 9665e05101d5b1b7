import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

const names = z.array(z.string());
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
});
