import { z } from "zod";

export const restApiRecord = z.object({
  id: z.string(),
  name: z.string().default(""),
  endpointConfiguration: z.object({ types: z.array(z.string()).default([]) }).optional(),
  disableExecuteApiEndpoint: z.boolean().default(false),
  policy: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
});
export const restStageRecord = z.object({
  stageName: z.string(),
  variables: z.record(z.string(), z.string()).default({}),
  accessLogSettings: z.object({ destinationArn: z.string().optional() }).optional(),
  methodSettings: z.record(z.string(), z.object({ throttlingRateLimit: z.number().optional() })).default({}),
  webAclArn: z.string().optional(),
});
export const restResourceRecord = z.object({
  path: z.string(),
  resourceMethods: z
    .record(
      z.string(),
      z.object({
        authorizationType: z.string().default("NONE"),
        apiKeyRequired: z.boolean().default(false),
        requestValidatorId: z.string().optional(),
        methodIntegration: z.object({ type: z.string().optional(), uri: z.string().optional() }).optional(),
      }),
    )
    .default({}),
});
export const usagePlanRecord = z.object({
  apiStages: z.array(z.object({ apiId: z.string().optional(), stage: z.string().optional() })).default([]),
  throttle: z.object({ rateLimit: z.number().optional() }).optional(),
});
