import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";
import { awsResourcePolicy } from "./aws-policy.ts";

/** What builds, keeps and watches workloads on AWS. */
export const awsPipelineResourceTypes = defineResourceTypes({
  "aws.ecr.repository": {
    title: "ECR repository",
    class: "image-registry",
    layer: "pipeline",
    properties: z.object({
      ...awsResourcePolicy,
      uri: z.string(),
      /** Accounts and principals outside this account whom the repository's policy lets pull. */
      externalPullers: z.array(z.string()),
    }),
  },
  "aws.codebuild.project": {
    title: "CodeBuild project",
    class: "build",
    layer: "pipeline",
    properties: z.object({
      sourceType: z.string(),
      sourceLocation: z.string().nullable(),
      image: z.string(),
      privateNetwork: z.boolean(),
    }),
  },
  "aws.cloudtrail.trail": {
    title: "CloudTrail trail",
    class: "audit-log",
    layer: "identity",
    properties: z.object({
      multiRegion: z.boolean(),
      organization: z.boolean(),
      validatesFiles: z.boolean(),
      managementEvents: z.enum(["all", "read", "write", "none"]),
      /** `AWS::S3::Object`, `AWS::Bedrock::AgentAlias`… of each data event selector. */
      dataEventTypes: z.array(z.string()),
      /** Management events of these sources are left out. */
      excludedSources: z.array(z.string()),
    }),
  },
  "aws.logs.log-group": {
    title: "CloudWatch log group",
    class: "audit-log",
    layer: "data",
    properties: z.object({ sizeBytes: z.number(), masksData: z.boolean() }),
  },
  "aws.secretsmanager.secret": {
    title: "Secrets Manager secret",
    class: "secret",
    layer: "identity",
    properties: z.object({
      ...awsResourcePolicy,
      lastRotatedAt: z.string().nullable(),
      lastUsedAt: z.string().nullable(),
      /** Made and rotated by another AWS service. */
      managedBy: z.string().nullable(),
    }),
  },
});
