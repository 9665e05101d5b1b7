import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";
import { awsResourcePolicy } from "./aws-policy.ts";

export const awsPlatformResourceTypes = defineResourceTypes({
  "aws.opensearch.domain": {
    title: "OpenSearch domain",
    class: "vector-store",
    layer: "data",
    properties: z.object({
      ...awsResourcePolicy,
      engine: z.string().nullable(),
      vpcId: z.string().nullable(),
      encryptedAtRest: z.boolean(),
      nodeToNodeEncryption: z.boolean(),
      enforcesHttps: z.boolean(),
      tlsPolicy: z.string().nullable(),
      /** Its own users and roles decide on indexes and documents, after the access policy. */
      fineGrained: z.boolean(),
      /** Answers requests that carry no proof of identity at all. */
      anonymous: z.boolean(),
      externalPrincipals: z.array(z.string()),
    }),
  },
  "aws.rds.database": {
    title: "RDS or Aurora database",
    class: "data-store",
    layer: "data",
    properties: z.object({
      kind: z.enum(["cluster", "instance"]),
      engine: z.string(),
      engineVersion: z.string().nullable(),
      iamAuthentication: z.boolean(),
      logExports: z.array(z.string()),
      backupDays: z.number(),
    }),
  },
  "aws.elasticache.cache": {
    title: "ElastiCache cache",
    class: "data-store",
    layer: "data",
    properties: z.object({
      kind: z.enum(["replication-group", "node", "serverless"]),
      engine: z.string(),
      requiresTls: z.boolean(),
      authentication: z.enum(["none", "token", "users"]),
    }),
  },
  "aws.memorydb.cluster": {
    title: "MemoryDB cluster",
    class: "data-store",
    layer: "data",
    properties: z.object({
      engine: z.string(),
      engineVersion: z.string().nullable(),
      vectorSearch: z.boolean(),
      requiresTls: z.boolean(),
      authentication: z.enum(["none", "users"]),
    }),
  },
  "aws.dynamodb.table": {
    title: "DynamoDB table",
    class: "data-store",
    layer: "data",
    properties: z.object({
      ...awsResourcePolicy,
      itemCount: z.number(),
      deletionProtection: z.boolean(),
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
    properties: z.object({}),
  },
  "aws.eks.cluster": { title: "EKS cluster", class: "cluster", layer: "pipeline", properties: z.object({}) },
  "aws.budgets.budget": { title: "Budget", class: "budget", layer: "api", properties: z.object({}) },
  "aws.cloudwatch.alarm": {
    title: "CloudWatch alarm",
    class: "alarm",
    layer: "api",
    properties: z.object({}),
  },
  "aws.service-quotas.quota": {
    title: "Service quota",
    class: "quota",
    layer: "api",
    properties: z.object({}),
  },
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
  "aws.guardduty.detector": {
    title: "GuardDuty detector",
    class: "security-service",
    layer: "identity",
    properties: z.object({}),
  },
});
