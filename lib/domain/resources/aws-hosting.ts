import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** What containers are made of and how they run, of tasks and jobs alike. */
const containers = {
  images: z.array(z.string()),
  privileged: z.boolean(),
  /** Names of variables that hold a system prompt in clear. */
  promptVariables: z.array(z.string()),
};

/** What code runs on, and what stands before it. */
export const awsHostingResourceTypes = defineResourceTypes({
  "aws.ecs.service": {
    title: "ECS service",
    class: "compute",
    layer: "api",
    properties: z.object({
      ...containers,
      networkMode: z.string(),
      launchType: z.string().nullable(),
      family: z.string(),
    }),
  },
  "aws.ecs.task-definition": {
    title: "ECS task definition",
    class: "compute",
    layer: "pipeline",
    properties: z.object({ ...containers, networkMode: z.string(), revision: z.number() }),
  },
  "aws.batch.job-definition": {
    title: "Batch job definition",
    class: "compute",
    layer: "pipeline",
    properties: z.object({ ...containers, revision: z.number() }),
  },
  "aws.ec2.instance": {
    title: "EC2 instance with accelerators",
    class: "compute",
    layer: "pipeline",
    properties: z.object({
      instanceType: z.string(),
      state: z.string(),
      image: z.string().nullable(),
      publicAddress: z.boolean(),
      requiresImdsV2: z.boolean(),
    }),
  },
  "aws.eks.cluster": {
    title: "EKS cluster",
    class: "cluster",
    layer: "pipeline",
    properties: z.object({
      version: z.string().nullable(),
      /** Ranges that reach the API server over the internet. */
      publicAddresses: z.array(z.string()),
      autoMode: z.boolean(),
      /** Address of the API server. */
      endpoint: z.string().nullable(),
      /** Who issues the tokens of its service accounts. */
      issuer: z.string().nullable(),
      /** Roles that pods of a service account get from EKS itself. */
      podIdentities: z.array(
        z.object({ namespace: z.string(), serviceAccount: z.string(), roleArn: z.string() }),
      ),
      /** Roles of its nodes, each with who on such a node its metadata service answers; null where that was not read. */
      nodeRoles: z.array(
        z.object({
          name: z.string(),
          roleArn: z.string(),
          metadata: z.enum(["pods", "host", "none"]).nullable(),
        }),
      ),
      /** Some pods run on no machine of the account's. */
      fargate: z.boolean(),
    }),
  },
  "aws.elbv2.load-balancer": {
    title: "Load balancer",
    class: "api",
    layer: "api",
    properties: z.object({
      kind: z.string(),
      /** Answers plain HTTP with more than the way to HTTPS. */
      plainHttp: z.boolean(),
      /** Of its listeners, as `tcp 443`. */
      ports: z.array(z.string()),
    }),
  },
  "aws.cloudfront.distribution": {
    title: "CloudFront distribution",
    class: "api",
    layer: "api",
    properties: z.object({
      /** What stands behind it. */
      origins: z.array(
        z.object({
          host: z.string(),
          bucketKey: z.string().nullable(),
          /** Signs its calls with an origin access control. */
          signs: z.boolean(),
          /** Reads a bucket as this origin access identity. */
          identity: z.string().nullable(),
          /** Reached inside a network of the account's. */
          isPrivate: z.boolean(),
          /** Names of headers that it adds, by which an origin may know it. */
          headers: z.array(z.string()),
        }),
      ),
      plainHttp: z.boolean(),
      minimumTls: z.string().nullable(),
    }),
  },
  "aws.wafv2.web-acl": {
    title: "Web application firewall",
    class: "policy",
    layer: "api",
    properties: z.object({
      rules: z.array(z.string()),
      /** A rule that does more than count looks for injected statements and scripts. */
      stopsInjection: z.boolean(),
      limitsRate: z.boolean(),
      limitsSize: z.boolean(),
      /** ARNs of what it stands before. */
      guards: z.array(z.string()),
    }),
  },
  "aws.ec2.vpc": {
    title: "VPC",
    class: "network",
    layer: "api",
    properties: z.object({
      vpcId: z.string(),
      cidr: z.string().nullable(),
      isDefault: z.boolean(),
      flowLogs: z.boolean(),
    }),
  },
  "aws.ec2.subnet": {
    title: "Subnet",
    class: "network",
    layer: "api",
    properties: z.object({
      vpcId: z.string(),
      givesPublicAddresses: z.boolean(),
      /** Ports at which its network ACL takes calls from any address and lets the answers out, as `tcp 443` or `all`. */
      openPorts: z.array(z.string()),
      /** Its only way from the internet is over the endpoint of a firewall. */
      inspected: z.boolean(),
    }),
  },
});
