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
});
