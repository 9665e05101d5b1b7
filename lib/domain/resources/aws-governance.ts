import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** Who governs accounts, and who gets into them. */
export const awsGovernanceResourceTypes = defineResourceTypes({
  "aws.organizations.organization": {
    title: "AWS organization",
    class: "account",
    layer: "identity",
    properties: z.object({
      /** `ALL`, or `CONSOLIDATED_BILLING` where policies have no effect. */
      featureSet: z.string(),
      /** Policy types that are switched on at its root. */
      policyTypes: z.array(z.string()),
      /** Ids of the policies that were read. */
      policies: z.array(z.string()),
      units: z.array(z.object({ id: z.string(), name: z.string(), parent: z.string() })),
      accounts: z.array(
        z.object({ id: z.string(), name: z.string(), status: z.string(), parent: z.string() }),
      ),
    }),
  },
  "aws.organizations.policy": {
    title: "Organization policy",
    class: "organization-policy",
    layer: "identity",
    properties: z.object({
      policyId: z.string(),
      /** `SERVICE_CONTROL_POLICY`, `RESOURCE_CONTROL_POLICY`, `BEDROCK_POLICY`… */
      policyType: z.string(),
      awsManaged: z.boolean(),
      /** The whole text, as JSON. */
      document: z.string(),
      /** Root, units and accounts it is attached to. */
      targets: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string() })),
      /** Accounts beneath its targets. */
      accounts: z.array(z.string()),
      /** A service control policy that keeps model calls to some models, regions or callers. */
      limitsModels: z.boolean(),
      /** A service control policy that allows calls of whatever model, unless another denies them. */
      allowsEveryModel: z.boolean(),
    }),
  },
  "aws.identity-center.permission-set": {
    title: "IAM Identity Center permission set",
    class: "policy",
    layer: "identity",
    properties: z.object({
      sessionDuration: z.string().nullable(),
      managedPolicies: z.array(z.string()),
      /** Text of the policy written into the set itself. */
      inlinePolicy: z.string().nullable(),
      accounts: z.array(z.string()),
      assignments: z.array(z.object({ account: z.string(), kind: z.string(), principal: z.string() })),
    }),
  },
  "aws.cognito.user-pool": {
    title: "Cognito user pool",
    class: "directory",
    layer: "identity",
    properties: z.object({ mfa: z.string(), threatProtection: z.string(), deletionProtection: z.boolean() }),
  },
  "aws.cognito.identity-pool": {
    title: "Cognito identity pool",
    class: "directory",
    layer: "identity",
    properties: z.object({
      /** The role it hands to guests, where it lets any in. */
      guestRole: z.string().nullable(),
      /** Lets callers choose the role themselves, by an older way. */
      classicFlow: z.boolean(),
    }),
  },
});
