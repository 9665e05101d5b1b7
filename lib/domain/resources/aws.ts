import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";
import { sample } from "./sample.ts";
import { awsHeldPolicy, awsPolicyText, awsResourcePolicy } from "./aws-policy.ts";

/** Statements by which it may invoke Bedrock models without naming a guardrail. */
const unguardedCalls = z.array(z.string());

export const awsResourceTypes = defineResourceTypes({
  "aws.account": {
    title: "AWS account",
    class: "account",
    layer: "identity",
    properties: z.object({
      alias: z.string().nullable(),
      /** The account-wide S3 setting refuses public policies and ACLs on every bucket. */
      blocksPublicBuckets: z.boolean(),
      /** The account that pays for and governs its organization; null where it is in none. */
      managementAccount: z.string().nullable(),
      /** AWS may not keep what its AI services are given, nor learn from it. */
      aiServicesOptOut: z.boolean(),
    }),
  },
  "aws.iam.user": {
    title: "IAM user",
    class: "identity",
    layer: "identity",
    properties: z.object({
      path: z.string(),
      attachedPolicies: z.array(z.string()),
      permissionsBoundary: z.string().nullable(),
      policies: z.array(awsHeldPolicy).optional(),
      /** Active keys only: when each was made and last used. Never its id. */
      accessKeys: z.array(z.object({ createdAt: z.string(), lastUsedAt: z.string().nullable() })),
      /** Active long-term API keys for one service, Bedrock's among them. */
      serviceCredentials: z.array(z.object({ service: z.string(), expiresAt: z.string().nullable() })),
      unguardedCalls: unguardedCalls.optional(),
    }),
  },
  "aws.iam.group": {
    title: "IAM group",
    class: "identity",
    layer: "identity",
    properties: z.object({
      path: z.string(),
      attachedPolicies: z.array(z.string()),
      policies: z.array(awsHeldPolicy).optional(),
    }),
  },
  "aws.iam.role": {
    title: "IAM role",
    class: "identity",
    layer: "identity",
    properties: z.object({
      path: z.string(),
      attachedPolicies: z.array(z.string()),
      permissionsBoundary: z.string().nullable(),
      policies: z.array(awsHeldPolicy).optional(),
      /** Who may take the role on. */
      trustPolicy: awsPolicyText.optional(),
      /** Made and maintained by an AWS service; its policy cannot be edited. */
      serviceLinked: z.boolean(),
      unguardedCalls: unguardedCalls.optional(),
    }),
  },
  "aws.iam.policy": {
    title: "IAM managed policy",
    class: "policy",
    layer: "identity",
    properties: z.object({ attachmentCount: z.number(), document: awsPolicyText.optional() }),
  },
  "aws.s3.bucket": {
    title: "S3 bucket",
    class: "data-store",
    layer: "data",
    properties: z.object({
      ...awsResourcePolicy,
      kmsKey: z.string().nullable(),
      /** Buckets that receive this one's access log, by name. */
      logBucket: z.string().nullable(),
      refusesPlainHttp: z.boolean(),
      /** The bucket's block or the account's keeps a public policy to principals of the account and to services. */
      restrictsPublicPolicy: z.boolean().optional(),
      /** Whom the ACL lets in beside the owner, by canonical user id or group URI. */
      aclGrants: z.array(z.object({ grantee: z.string(), permission: z.string() })).optional(),
      sample,
    }),
  },
  "aws.kms.key": {
    title: "KMS key",
    class: "key",
    layer: "identity",
    properties: z.object({
      ...awsResourcePolicy,
      aliases: z.array(z.string()),
      state: z.string(),
      /** Only symmetric keys with AWS-made material can rotate by themselves. */
      canRotate: z.boolean(),
    }),
  },
  "aws.lambda.function": {
    title: "Lambda function",
    class: "compute",
    layer: "api",
    properties: z.object({
      ...awsResourcePolicy,
      runtime: z.string().nullable(),
      /** Names only. */
      environmentNames: z.array(z.string()),
      /** Names of variables that hold a system prompt in clear. */
      promptVariables: z.array(z.string()),
      url: z.enum(["none", "identity", "public"]),
      /** Principals whom the function's own policy lets invoke it without a condition. */
      invokers: z.array(z.string()),
    }),
  },
  "aws.mcp.server": {
    title: "MCP server",
    class: "agent-tool",
    layer: "pipeline",
    properties: z.object({ functionKey: z.string(), path: z.string() }),
  },
  "aws.apigateway.rest-api": {
    title: "API Gateway REST API",
    class: "api",
    layer: "api",
    properties: z.object({
      ...awsResourcePolicy,
      endpointType: z.string(),
      stages: z.array(z.string()),
      /** `METHOD /path` of each route that asks for no proof of identity. */
      openRoutes: z.array(z.string()),
      routeCount: z.number(),
      /** Names of stage variables that hold a credential in clear, as `stage/name`. */
      secretStageVariables: z.array(z.string()),
      validatesRequests: z.boolean(),
    }),
  },
  "aws.apigateway.http-api": {
    title: "API Gateway HTTP or WebSocket API",
    class: "api",
    layer: "api",
    properties: z.object({
      protocol: z.enum(["HTTP", "WEBSOCKET"]),
      stages: z.array(z.string()),
      openRoutes: z.array(z.string()),
      routeCount: z.number(),
      secretStageVariables: z.array(z.string()),
      /** Origins a browser may call from; `*` is any site. */
      allowedOrigins: z.array(z.string()),
    }),
  },
  "aws.ec2.security-group": {
    title: "Security group",
    class: "network",
    layer: "api",
    properties: z.object({
      vpcId: z.string().nullable(),
      /** Port ranges open to any address, as `tcp 443` or `all`. */
      openPorts: z.array(z.string()),
    }),
  },
  "aws.ec2.vpc-endpoint": {
    title: "VPC endpoint",
    class: "private-endpoint",
    layer: "api",
    properties: z.object({
      ...awsResourcePolicy,
      vpcId: z.string(),
      service: z.string(),
      kind: z.string(),
      privateDns: z.boolean(),
    }),
  },
});
