import { z } from "zod";

import { defineResourceTypes } from "../resource-type.ts";

export const awsPlatformResourceTypes = defineResourceTypes({
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
  "aws.organizations.policy": {
    title: "Organization policy",
    class: "organization-policy",
    layer: "identity",
    properties: z.object({}),
  },
  "aws.guardduty.detector": {
    title: "GuardDuty detector",
    class: "security-service",
    layer: "identity",
    properties: z.object({}),
  },
});
