import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";
import { awsResourcePolicy } from "./aws-policy.ts";

/** Where data is kept that AI reads, or leaves. */
export const awsStoreResourceTypes = defineResourceTypes({
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
      /** As `tcp 5432`. */
      ports: z.array(z.string()),
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
});
