import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

/** What watches an account, and what it costs. */
export const awsWatchResourceTypes = defineResourceTypes({
  "aws.guardduty.detector": {
    title: "GuardDuty detector",
    class: "security-service",
    layer: "identity",
    properties: z.object({
      /** Plans that are on, as `S3_DATA_EVENTS`. */
      features: z.array(z.string()),
      /** Plans that the region offers and that are off. */
      offered: z.array(z.string()),
    }),
  },
  "aws.macie.session": {
    title: "Macie in a region",
    class: "security-service",
    layer: "data",
    properties: z.object({
      automatedDiscovery: z.boolean(),
      /** Buckets in which it found sensitive data, with its score of 51 to 100. */
      sensitiveBuckets: z.array(z.object({ bucket: z.string(), score: z.number() })).optional(),
    }),
  },
  "aws.securityhub.hub": {
    title: "Security Hub in a region",
    class: "security-service",
    layer: "identity",
    properties: z.object({ standards: z.array(z.string()) }),
  },
  "aws.config.recorder": {
    title: "AWS Config recorder",
    class: "security-service",
    layer: "identity",
    properties: z.object({
      recordsEverything: z.boolean(),
      resourceTypes: z.array(z.string()),
      excludedTypes: z.array(z.string()),
    }),
  },
  "aws.cloudwatch.alarm": {
    title: "CloudWatch alarm",
    class: "alarm",
    layer: "api",
    properties: z.object({
      /** `namespace name` of each. */
      metrics: z.array(z.string()),
      /** What it can tell of the use of models, as `tokens` or `throttles`. */
      signals: z.array(z.string()),
    }),
  },
  "aws.budgets.budget": {
    title: "Budget",
    class: "budget",
    layer: "api",
    properties: z.object({
      limit: z.string().nullable(),
      period: z.string(),
      /** Accounts it is limited to; none where it counts all that its own account pays for. */
      linkedAccounts: z.array(z.string()),
    }),
  },
  "aws.cost-explorer.anomaly-monitor": {
    title: "Cost anomaly monitor",
    class: "budget",
    layer: "api",
    properties: z.object({
      /** What it looks at one by one, as services. */
      dimension: z.string().nullable(),
      linkedAccounts: z.array(z.string()),
    }),
  },
  "aws.service-quotas.quota": {
    title: "Service quota",
    class: "quota",
    layer: "api",
    properties: z.object({ code: z.string(), default: z.number() }),
  },
});
